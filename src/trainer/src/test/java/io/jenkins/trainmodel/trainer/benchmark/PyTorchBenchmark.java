package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs of ours against PyTorch in Python with its fused optimizer and the same metrics, on the CPU: see
 * docs/benchmarks.md for method and figures. In the profile {@code benchmark}, where {@code -Dpython} names a Python with the
 * {@code torch} of our engine's version; {@code -Dnetworks}, {@code -Dthreads}, {@code -Dprecisions} and {@code -Dways} choose
 * among the rows.
 */
@EnabledIfSystemProperty(named = "python", matches = ".+")
class PyTorchBenchmark {
    private static final Path RESULT = Path.of("target", "benchmark-pytorch.md");
    /** A process has one number of threads. */
    private static final int THREADS = Integer.getInteger("threads", 1);

    private static final int ROUNDS = 15;
    private static final int WARMUP = 4;
    private static final String FLOAT32 = "float32";
    /** Bfloat16 is to be so many times as fast as float32 on networks that write, where the processor has it. */
    private static final double HALF_TARGET = 1.4;
    /** The share of an epoch that no phase claims. */
    private static final double MOST_OTHER = 0.1;

    /** How PyTorch runs, and the least ratio of its time to ours. */
    private enum Way {
        EAGER(1.05),
        COMPILED(0.95);

        private final double target;

        Way(double target) {
            this.target = target;
        }
    }

    @TempDir
    private Path folder;

    private final List<String> misses = new ArrayList<>();

    @BeforeAll
    static void prepare() throws Exception {
        TestEngine.load(THREADS);
        Files.deleteIfExists(RESULT);
        write(
                "| network | precision | threads | PyTorch | samples/s: ours | PyTorch | ours / PyTorch | other | of float32 |");
        write("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    @Test
    void shouldTrainFasterThanPyTorch() throws Exception {
        for (String way : chosen("ways", "EAGER,COMPILED")) {
            for (String network : chosen("networks", "MLP,LENET,RESNET18,LSTM,GPT_4X128,GPT_6X256")) {
                double exact = 0;
                for (String precision : chosen("precisions", FLOAT32)) {
                    double seconds = compare(ContestNetwork.valueOf(network), precision, Way.valueOf(way), exact);
                    exact = precision.equals(FLOAT32) ? seconds : exact;
                    requireFaster(network, precision, exact / seconds);
                }
            }
        }

        assertThat(misses).isEmpty();
    }

    private static List<String> chosen(String property, String all) {
        return Arrays.asList(System.getProperty(property, all).split(","));
    }

    private void requireFaster(String network, String precision, double ratio) {
        if (network.startsWith("GPT") && !precision.equals(FLOAT32) && ratio > 0 && ratio < HALF_TARGET) {
            misses.add(
                    String.format(Locale.ROOT, "%s: %s is %.2f times as fast as float32", network, precision, ratio));
        }
    }

    /**
     * @param exact seconds that an epoch of ours takes in float32, 0 where that is not known
     * @return seconds that an epoch of ours takes, the median
     */
    private double compare(ContestNetwork network, String precision, Way way, double exact) throws Exception {
        Duel contest = new Duel(network, precision, network.steps(), ROUNDS, WARMUP);
        List<String> options = new ArrayList<>(List.of("--measured", "--threads", Integer.toString(THREADS)));
        if (way == Way.COMPILED) {
            options.add("--compiled");
        }
        List<Duel.Round> rounds = contest.againstPython(
                "{type: cpu, threads: %d}".formatted(THREADS),
                System.getProperty("python"),
                Path.of("src"),
                Files.createTempDirectory(folder, "contest"),
                options.toArray(String[]::new));
        double seconds = Median.of(rounds, Duel.Round::ours);
        String row = row(contest, way, rounds)
                + (exact == 0 ? " |" : String.format(Locale.ROOT, " %.2f |", exact / seconds));
        write(row);
        if (Duel.ratio(rounds) < way.target || other(rounds) >= MOST_OTHER) {
            misses.add(row);
        }
        return seconds;
    }

    private static double other(List<Duel.Round> rounds) {
        return Median.of(rounds, round -> round.other() / round.ours());
    }

    private static String row(Duel contest, Way way, List<Duel.Round> rounds) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %.1f | %.1f | %.2f | %.0f %% |",
                contest.network().pythonName(),
                contest.precision(),
                THREADS,
                way.name().toLowerCase(Locale.ROOT),
                contest.samples() / Median.of(rounds, Duel.Round::ours),
                contest.samples() / Median.of(rounds, Duel.Round::theirs),
                Duel.ratio(rounds),
                100 * other(rounds));
    }

    private static void write(String line) throws Exception {
        System.out.println(line);
        Files.writeString(RESULT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
