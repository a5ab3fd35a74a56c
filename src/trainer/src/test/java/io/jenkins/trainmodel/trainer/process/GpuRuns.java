package io.jenkins.trainmodel.trainer.process;

import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.event.TrainingEvent.Telemetry;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.NvmlDriver;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs on one device in processes of their own, which are killed: what becomes of the device's memory, and of whoever else wants
 * it. What each finds out is told by name, {@code good} among it. On a CPU there is less to find out, and the rest is tried all the same.
 */
public final class GpuRuns {
    /** Bytes of a GPU that a stranger leaves: enough for CUDA and the parameters, too little for the optimizer's state beside them. */
    private static final long LEFT = 1L << 30;

    private static final String STRANGER = """
            import sys, torch
            held = torch.empty(torch.cuda.mem_get_info()[0] - int(sys.argv[1]), dtype=torch.uint8, device="cuda")
            print("held", flush=True)
            sys.stdin.read()
            """;

    private static final double WATCHED_SECONDS = 8;
    private static final int UNTIL_IT_WAITS = 6_000;

    /** Seconds until the driver must have the memory of a killed process back. */
    private static final int LONGEST_RETURN = 30;
    /** What the driver itself may keep for a while. */
    private static final double SLACK = 64 << 20;

    private static final List<String> STATISTICS = List.of(
            GpuDriver.UTILIZATION,
            GpuDriver.MEMORY,
            GpuDriver.POWER,
            GpuDriver.TEMPERATURE,
            GpuDriver.ENERGY,
            GpuDriver.PCIE_READ,
            GpuDriver.PCIE_WRITE);

    private final boolean onGpu;
    private final Path folder;

    /** @param folder for the runs, empty */
    public GpuRuns(boolean onGpu, Path folder) {
        this.onGpu = onGpu;
        this.folder = folder;
    }

    /** A network of 70 million parameters on a GPU, so that memory can be too little and a process has some to give back. */
    private Path specification(String device) throws IOException {
        return Specifications.write(folder, """
                name: runs
                seed: 1
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: %s}
                training: {optimizer: adam}
                stopWhen: [{maxEpochs: 1000000}]
                checkpoint: {everyEpochs: 10, keep: 1}
                reporting: {everySteps: 20, telemetryEvery: 1s}
                device: {type: '%s'}
                """.formatted(
                        Specifications.EXAMPLE.resolve("digits.csv"), onGpu ? "[8192, 8192]" : "[64]", device));
    }

    private RunFolder run(String name) {
        return new RunFolder(folder.resolve(name));
    }

    private static TrainerProcess start(RunFolder run, Path spec, String... more) throws IOException {
        return TrainerProcess.start(Stream.concat(Stream.of("run", spec, "--out", run.root()), Stream.of(more))
                .toArray());
    }

    /**
     * A run that is killed behind a checkpoint, goes on while a stranger holds nearly all of the memory, and once more when that is gone.
     *
     * @param python with a torch for CUDA; of no use on a CPU, whose memory is nobody's to take
     */
    public Map<String, Object> memory(String python) throws Exception {
        RunFolder run = run("memory");
        // By its number, since others compute on it too.
        Path spec = specification(onGpu ? "gpu:0" : "cpu");
        run.trainAndKill(spec);
        Map<String, Object> found = new LinkedHashMap<>();
        boolean told = !onGpu || tooLittle(run, spec, python, found);
        boolean resumed = goesOn(run, spec);
        found.put("resumed", resumed);
        found.put("good", told && resumed);
        return found;
    }

    private boolean tooLittle(RunFolder run, Path spec, String python, Map<String, Object> found) throws Exception {
        Process stranger = new ProcessBuilder(python, "-c", STRANGER, Long.toString(LEFT))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (stranger.inputReader().readLine() == null) {
                throw new IllegalStateException("nobody took the memory: what Python says stands above");
            }
            Result full = start(run, spec, "--resume").await();
            found.put("exitCode", full.exitCode());
            found.put("said", full.err().strip());
            return full.exitCode() != 0 && full.err().contains("too little memory");
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    /** Whether a run that was ended trains another step. */
    private boolean goesOn(RunFolder run, Path spec) throws Exception {
        List<Step> steps = run.events(Step.class);
        long last = steps.get(steps.size() - 1).step();
        TrainerProcess process = start(run, spec, "--resume");
        boolean trained = run.await(process, Step.class, step -> step.step() > last);
        process.kill();
        return trained;
    }

    /** What a run tells of the machine while it trains. */
    public Map<String, Object> telemetry() throws Exception {
        RunFolder run = run("telemetry");
        TrainerProcess process = start(run, specification(onGpu ? "gpu" : "cpu"));
        run.await(process, Telemetry.class, sample -> sample.elapsedSeconds() > WATCHED_SECONDS);
        process.kill();
        List<Telemetry> samples = run.events(Telemetry.class);
        Map<String, Double> last = samples.get(samples.size() - 1).metrics();
        List<String> missing = onGpu
                ? STATISTICS.stream()
                        .filter(name -> last.keySet().stream().noneMatch(key -> key.matches("gpu/\\d+/" + name)))
                        .toList()
                : List.of();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("samples", samples.size());
        found.put("first", samples.get(0).metrics());
        found.put("last", last);
        found.put("missing", missing);
        found.put("good", missing.isEmpty() && !last.isEmpty());
        return found;
    }

    /** A run that is refused and one that waits while a third one has the GPU, which is killed; then the memory is looked at. */
    public Map<String, Object> booking() throws Exception {
        Path spec = specification(onGpu ? "gpu" : "cpu");
        return onGpu ? booked(spec) : killed(spec);
    }

    private Map<String, Object> killed(Path spec) throws Exception {
        RunFolder run = run("killed");
        run.trainAndKill(spec);
        boolean resumed = goesOn(run, spec);
        return Map.of("resumed", resumed, "good", resumed);
    }

    private Map<String, Object> booked(Path spec) throws Exception {
        Map<String, Object> found = new LinkedHashMap<>();
        double before = memory();
        TrainerProcess holder = run("holder").begin(spec);
        found.put("memoryBefore", before);
        found.put("memoryWithOne", memory());
        Result refused =
                start(run("refused"), spec, "--set", "device.waitForGpu=1s").await();
        found.put("exitCode", refused.exitCode());
        found.put("said", refused.err().strip());
        RunFolder next = run("waiting");
        TrainerProcess waiting = start(next, spec, "--set", "device.waitForGpu=2m");
        Thread.sleep(UNTIL_IT_WAITS);
        holder.kill();
        boolean trained = next.await(waiting, Step.class, step -> true);
        found.put("waited", waiting.kill().err().contains("is in use"));
        double seconds = secondsUntil(before + SLACK);
        found.put("waitingTrained", trained);
        found.put("memoryAfter", memory());
        found.put("secondsUntilFree", seconds);
        found.put("good", refused.exitCode() != 0 && trained && seconds < LONGEST_RETURN);
        return found;
    }

    /** Seconds until no more of the GPU's memory is in use, {@value #LONGEST_RETURN} at the most. */
    private static double secondsUntil(double bytes) throws Exception {
        long begin = System.nanoTime();
        double seconds = 0;
        while (memory() > bytes && seconds < LONGEST_RETURN) {
            Thread.sleep(100);
            seconds = (System.nanoTime() - begin) / 1e9;
        }
        return seconds;
    }

    private static double memory() throws IOException {
        GpuDriver driver = new NvmlDriver(MachinePlatform.current());
        Gpu gpu = driver.gpus().first();
        return driver.statistics(gpu).get(GpuDriver.MEMORY);
    }
}
