package io.jenkins.trainmodel.trainer.nvidia.claim;

import io.jenkins.trainmodel.trainer.nvidia.FakeDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that takes a GPU, says which one or why none, and holds it until its input ends or it is killed. */
public final class ClaimProgram {
    private ClaimProgram() {}

    /** A command that runs it. */
    static List<String> command(Path locks, int gpus, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ClaimProgram.class.getName(),
                locks.toString(),
                Integer.toString(gpus)));
        command.addAll(List.of(more));
        return command;
    }

    /** @param arguments the locks, how many GPUs there are, and anything more to leave a process behind that uses the GPU */
    public static void main(String[] arguments) throws Exception {
        FakeDriver driver = FakeDriver.of(Integer.parseInt(arguments[1]));
        GpuClaims claims = new GpuClaims(new LockDirectory(Path.of(arguments[0])), driver);
        try (GpuClaim claim = claims.await(driver.gpus().gpus(), false, Duration.ofMillis(1), System.err::println)) {
            if (arguments.length > 2) {
                Process child = new ProcessBuilder("sleep", "600").start();
                claim.remember(List.of(child.toHandle()));
                System.out.println("child " + child.pid());
            }
            System.out.println("took " + claim.gpu().index());
            System.in.read();
        } catch (GpuClaims.BusyException busy) {
            System.out.println(busy.getMessage());
        }
    }
}
