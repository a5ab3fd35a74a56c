package io.jenkins.trainmodel.trainer.gpu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The checks that need a GPU, as a program for machines that have Java and a libtorch but no Maven: prints what it finds as
 * tables for docs/benchmarks.md.
 */
public final class GpuChecks {
    private static final String ADAM = "{type: adam, learningRate: 0.001}";
    private static final String SGD = "{type: sgd, learningRate: 0.01, momentum: 0.9}";

    /** Networks as specifications name them, by the names that the script in Python has for them. */
    static final Map<String, String> MODELS =
            Map.of("mlp", "{type: mlp, hidden: [256, 128]}", "lenet", "{type: lenet}", "resnet18", "{type: resnet18}");

    private static final List<String> NAMES = List.of("mlp", "lenet", "resnet18");
    private static final List<String> PRECISIONS = List.of("float32", "bfloat16");

    private GpuChecks() {}

    /** @param arguments {@code agreement}, {@code resume}, or {@code contest PYTHON} */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "agreement" -> agreement();
            case "resume" -> resume();
            case "contest" -> contest(arguments[1], Path.of("").toAbsolutePath());
            default -> throw new IllegalArgumentException("no check " + arguments[0]);
        }
    }

    private static void agreement() throws Exception {
        System.out.println("| network | optimizer | precision | parameters apart | updates apart |");
        for (String name : NAMES) {
            for (String precision : PRECISIONS) {
                for (String optimizer : List.of(ADAM, SGD)) {
                    Agreement found =
                            Agreement.of(new GpuSpecification(MODELS.get(name), optimizer, precision, 1), folder());
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %s | %s | %.1e | %.1e |%n",
                            name,
                            optimizer,
                            precision,
                            found.parameters(),
                            found.update());
                }
            }
        }
    }

    private static void resume() throws Exception {
        for (String name : NAMES) {
            System.out.println(
                    name + ": " + Resumption.of(new GpuSpecification(MODELS.get(name), ADAM, "float32", 1), folder()));
        }
    }

    private static void contest(String python, Path scripts) throws Exception {
        System.out.println("| network | precision | samples/s: ours | eager PyTorch | ours / eager |");
        for (boolean measured : List.of(false, true)) {
            System.out.println(measured ? "measuring as we do:" : "measuring nothing:");
            for (String name : NAMES) {
                for (String precision : PRECISIONS) {
                    GpuContest contest = new GpuContest(
                            name, MODELS.get(name), precision, name.equals("resnet18") ? 200 : 1000, 5, 2);
                    System.out.println(contest.row(contest.run(python, scripts, measured, folder())));
                }
            }
        }
    }

    private static Path folder() throws Exception {
        return Files.createTempDirectory("train-model-gpu");
    }
}
