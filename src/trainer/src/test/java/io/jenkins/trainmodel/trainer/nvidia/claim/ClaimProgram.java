package io.jenkins.trainmodel.trainer.nvidia.claim;

import io.jenkins.trainmodel.trainer.nvidia.FakeDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** The same for a shell, which stays between. */
    static String inShell(Path locks, int gpus) {
        return String.join(" ", command(locks, gpus)) + "; true";
    }

    /** @param arguments the locks, how many GPUs there are, and anything more to leave a process behind that uses the GPU */
    public static void main(String[] arguments) throws Exception {
        FakeDriver driver = FakeDriver.of(Integer.parseInt(arguments[1]));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(LockDirectory.VARIABLE, arguments[0]);
        GpuClaims claims = GpuClaims.ofMachine(environment, driver);
        try (GpuClaim claim = claims.await(driver.gpus().gpus(), 1, false, Duration.ofMillis(1), System.err::println)
                .get(0)) {
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
