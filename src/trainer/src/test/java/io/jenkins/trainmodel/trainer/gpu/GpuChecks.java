package io.jenkins.trainmodel.trainer.gpu;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.trainer.benchmark.ContestNetwork;
import io.jenkins.trainmodel.trainer.benchmark.Duel;
import io.jenkins.trainmodel.trainer.benchmark.Median;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import io.jenkins.trainmodel.trainer.nvidia.NvmlDriver;
import io.jenkins.trainmodel.trainer.process.GpuRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checks that need a GPU, each as a program for machines that have Java and a libtorch but no Maven: the last line it prints is
 * a JSON object. {@code src/gpu/check.sh} runs them in the folder of the module.
 */
public final class GpuChecks {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADAM = "{type: adam, learningRate: 0.001}";
    private static final String SGD = "{type: sgd, learningRate: 0.01, momentum: 0.9}";
    private static final String FLOAT32 = "float32";
    private static final String GPU = "gpu";

    /** How far parameters may be apart, as a share of their length: sums in another order change the last bits. */
    private static final double CLOSE = 1e-3;

    private static final int ROUNDS = 5;
    private static final int WARMUP = 2;
    private static final int NO_GPU = 3;

    private final boolean onGpu;
    private final String python;

    private GpuChecks(String device, String python) {
        onGpu = device.equals(GPU);
        this.python = python;
    }

    private String device() {
        return onGpu ? GPU : "cpu";
    }

    /** @param arguments a check, {@code gpu} or {@code cpu}, a Python or an empty word, and of a contest the network and the precision */
    public static void main(String[] arguments) throws Exception {
        GpuChecks checks = new GpuChecks(arguments[1], arguments[2]);
        GpuRuns runs = new GpuRuns(checks.onGpu, folder());
        Map<String, Object> found = switch (arguments[0]) {
            case "machine" -> checks.machine();
            case "agreement" -> checks.agreement();
            case "resume" -> checks.resume();
            case "contest" -> checks.contest(ContestNetwork.valueOf(arguments[3]), arguments[4]);
            case "memory" -> runs.memory(arguments[2]);
            case "telemetry" -> runs.telemetry();
            case "booking" -> runs.booking();
            default -> throw new IllegalArgumentException("no check " + arguments[0]);
        };
        System.out.println(JSON.writeValueAsString(found));
        System.exit(found.containsKey("problem") ? NO_GPU : Boolean.FALSE.equals(found.get("good")) ? 1 : 0);
    }

    private static Path folder() throws Exception {
        return Files.createTempDirectory("train-model-gpu");
    }

    /** What figures are to be told with. */
    private Map<String, Object> machine() {
        Map<String, Object> found = new LinkedHashMap<>();
        GpuReport gpus = new NvmlDriver(MachinePlatform.current()).gpus();
        if (onGpu && !gpus.usable()) {
            found.put("problem", gpus.problem());
        } else if (onGpu) {
            Gpu gpu = gpus.first();
            found.put("gpu", gpu.name());
            found.put("driver", gpu.driver());
            found.put("capability", gpu.capability());
            found.put("memory", gpu.memory());
        }
        found.put("libtorchOfTheBuild", EngineVersions.ofBuild().pytorch());
        found.put("java", Runtime.version().toString());
        found.put("processors", Runtime.getRuntime().availableProcessors());
        return found;
    }

    /** After 100 steps, or as many as a CPU does in some seconds. */
    private Map<String, Object> agreement() throws Exception {
        Map<String, Object> found = new LinkedHashMap<>();
        boolean good = true;
        Map<ContestNetwork, Integer> steps = onGpu
                ? Map.of(ContestNetwork.MLP, 100, ContestNetwork.LENET, 100, ContestNetwork.RESNET18, 10)
                : Map.of(ContestNetwork.MLP, 100, ContestNetwork.LENET, 5);
        for (Map.Entry<ContestNetwork, Integer> one : steps.entrySet()) {
            for (String optimizer : List.of(ADAM, SGD)) {
                Agreement agreement = Agreement.of(
                        new GpuSpecification(device(), one.getKey().model(), optimizer, FLOAT32, 1),
                        one.getValue(),
                        folder());
                good &= agreement.parameters() < CLOSE;
                found.put(
                        "%s, %s, %d steps".formatted(one.getKey(), optimizer, one.getValue()),
                        Map.of("parameters", agreement.parameters(), "update", agreement.update()));
            }
        }
        found.put("good", good);
        return found;
    }

    private Map<String, Object> resume() throws Exception {
        Resumption found =
                Resumption.of(new GpuSpecification(device(), ContestNetwork.LENET.model(), ADAM, FLOAT32, 1), folder());
        return Map.of("again", found.again(), "resumed", found.resumed(), "good", found.again() && found.resumed());
    }

    /** Once against a PyTorch that measures nothing, and once against one that measures what we do. */
    private Map<String, Object> contest(ContestNetwork network, String precision) throws Exception {
        Map<String, Object> found = new LinkedHashMap<>();
        for (boolean measured : List.of(false, true)) {
            int steps = onGpu ? stepsOnGpu(network) : Math.min(network.steps(), 5);
            Duel contest = new Duel(network, precision, steps, ROUNDS, WARMUP);
            String place = onGpu ? "cuda" : "cpu";
            String[] options =
                    measured ? new String[] {"--device", place, "--measured"} : new String[] {"--device", place};
            List<Duel.Round> rounds =
                    contest.againstPython("{type: " + device() + "}", python, Path.of("src"), folder(), options);
            found.put(
                    measured ? "measured" : "eager",
                    Map.of(
                            "ours", contest.samples() / Median.of(rounds, Duel.Round::ours),
                            "theirs", contest.samples() / Median.of(rounds, Duel.Round::theirs),
                            "ratio", Duel.ratio(rounds)));
        }
        return found;
    }

    /** About a second of an epoch. */
    private static int stepsOnGpu(ContestNetwork network) {
        return switch (network) {
            case MLP, LENET -> 500;
            case RESNET18 -> 100;
            default -> network.steps();
        };
    }
}
