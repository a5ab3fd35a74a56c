package io.jenkins.trainmodel.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.management.OperatingSystemMXBean;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.spec.DeviceSpec.Kind;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import io.jenkins.trainmodel.trainer.waiting.WaitingMode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that loads the engine as the trainer does and computes a little: what a fresh process is needed for. */
public final class EngineProgram {
    private EngineProgram() {}

    private static final int WAITS = 100;

    /** So many elements that libtorch divides them among threads, and so few that they take no time. */
    private static final int SHARED_WORK = 1 << 17;

    /**
     * A command that runs it by the quick compiler alone, since it lives for seconds.
     *
     * @param options more of the JVM's
     */
    public static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(EngineProgram.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Loads the engine and lets it compute.
     *
     * @param arguments the kind of device, or how it is to compute in float32, on the CPU; the number of threads, or nothing for the default; anything more to let its threads wait
     *     in both ways
     */
    public static void main(String[] arguments) throws Exception {
        Optional<Tf32> tf32 = Stream.of(Tf32.values())
                .filter(one -> one.name().equals(arguments[0]))
                .findFirst();
        DeviceSpec any = DeviceSpec.of(tf32.map(one -> Kind.CPU).orElseGet(() -> Kind.valueOf(arguments[0])));
        DeviceSpec device = threads(arguments).map(any::orThreads).orElse(any);
        try {
            LoadedEngine loaded = EngineLoader.load(new EngineRequest(
                    device, LibraryRequest.of(EngineProgram::print), System.out::println, tf32.orElse(Tf32.OFF)));
            if (tf32.isPresent()) {
                tellFloat32();
            }
            loaded.description().forEach((label, value) -> System.out.println(label + ": " + value));
            System.out.println(multiply(loaded));
            if (arguments.length > 2) {
                System.out.println("LOADED took " + waiting(loaded) + " ms");
                for (WaitingMode mode : WaitingMode.values()) {
                    loaded.waiting().orElseThrow().use(mode);
                    System.out.println(mode + " took " + waiting(loaded) + " ms");
                }
            }
        } catch (EngineException | LibraryException e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
    }

    /** As native code sees it. */
    private static void tellFloat32() {
        Pointer override =
                NativeLibrary.getProcess().getFunction("getenv").invokePointer(new Object[] {Tf32.OF_LIBRARIES});
        System.out.println("override: " + (override == null ? "none" : override.getString(0)));
        System.out.println("products: " + LibtorchSwitches.tf32InProducts());
    }

    private static Optional<Integer> threads(String[] arguments) {
        return arguments.length > 1 ? Optional.of(Integer.valueOf(arguments[1])) : Optional.empty();
    }

    private static void print(DownloadListener.Progress progress) {
        if (progress.finished()) {
            System.out.println(progress.activity() + " " + progress.file());
        }
    }

    /** Processor time of the process while its threads have next to nothing to do, and that again and again. */
    private static long waiting(LoadedEngine loaded) throws InterruptedException {
        try (NDManager manager = loaded.engine().newBaseManager(loaded.device())) {
            NDArray work = manager.ones(new Shape(SHARED_WORK));
            OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long begin = process.getProcessCpuTime();
            for (int i = 0; i < WAITS; i++) {
                work.addi(work);
                Thread.sleep(20);
            }
            return (process.getProcessCpuTime() - begin) / 1_000_000;
        }
    }

    private static String multiply(LoadedEngine loaded) {
        try (NDManager manager = loaded.engine().newBaseManager(loaded.device())) {
            return "product "
                    + manager.ones(new Shape(256, 256))
                            .dot(manager.ones(new Shape(256, 256)))
                            .getFloat(0, 0);
        }
    }
}
