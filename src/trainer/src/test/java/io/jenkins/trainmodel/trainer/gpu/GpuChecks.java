package io.jenkins.trainmodel.trainer.gpu;

import io.jenkins.trainmodel.trainer.benchmark.ContestNetwork;
import io.jenkins.trainmodel.trainer.benchmark.Duel;
import io.jenkins.trainmodel.trainer.benchmark.Median;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The checks that need a GPU, as a program for machines that have Java and a libtorch but no Maven: prints what it finds as
 * tables for docs/benchmarks.md.
 */
public final class GpuChecks {
    private static final String ADAM = "{type: adam, learningRate: 0.001}";
    private static final String SGD = "{type: sgd, learningRate: 0.01, momentum: 0.9}";

    private static final List<ContestNetwork> NETWORKS =
            List.of(ContestNetwork.MLP, ContestNetwork.LENET, ContestNetwork.RESNET18);
    private static final List<String> PRECISIONS = List.of("float32", "bfloat16");

    private GpuChecks() {}

    /** @param arguments {@code agreement}, {@code resume}, or {@code contest PYTHON}, the last in the folder {@code src} of the module */
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
        for (ContestNetwork network : NETWORKS) {
            for (String precision : PRECISIONS) {
                for (String optimizer : List.of(ADAM, SGD)) {
                    Agreement found =
                            Agreement.of(new GpuSpecification(network.model(), optimizer, precision, 1), folder());
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %s | %s | %.1e | %.1e |%n",
                            network,
                            optimizer,
                            precision,
                            found.parameters(),
                            found.update());
                }
            }
        }
    }

    private static void resume() throws Exception {
        for (ContestNetwork network : NETWORKS) {
            System.out.println(network + ": "
                    + Resumption.of(new GpuSpecification(network.model(), ADAM, "float32", 1), folder()));
        }
    }

    private static void contest(String python, Path sources) throws Exception {
        System.out.println("| network | precision | samples/s: ours | eager PyTorch | ours / eager |");
        for (boolean measured : List.of(false, true)) {
            System.out.println(measured ? "measuring as we do:" : "measuring nothing:");
            for (ContestNetwork network : NETWORKS) {
                for (String precision : PRECISIONS) {
                    contest(network, precision, python, sources, measured);
                }
            }
        }
    }

    private static void contest(ContestNetwork network, String precision, String python, Path sources, boolean measured)
            throws Exception {
        Duel contest = new Duel(network, precision, network == ContestNetwork.RESNET18 ? 200 : 1000, 5, 2);
        String[] options =
                measured ? new String[] {"--device", "cuda", "--measured"} : new String[] {"--device", "cuda"};
        List<Duel.Round> rounds = contest.againstPython("{type: gpu}", python, sources, folder(), options);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.2f |%n",
                network,
                precision,
                contest.samples() / Median.of(rounds, Duel.Round::ours),
                contest.samples() / Median.of(rounds, Duel.Round::theirs),
                Duel.ratio(rounds));
    }

    private static Path folder() throws Exception {
        return Files.createTempDirectory("train-model-gpu");
    }
}
