package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs of ours against DJL's blocks in a bare loop, which measures nothing, with DJL's Adam, on one thread of the CPU: see
 * docs/benchmarks.md for method and figures. In the profile {@code benchmark}; {@code -Dnetworks} chooses among the rows.
 */
class DjlBenchmark {
    private static final Path RESULT = Path.of("target", "benchmark-djl.md");
    private static final int ROUNDS = 9;
    private static final int WARMUP = 2;
    /** The least ratio of DJL's time to ours on the GPTs; on the others, ours is not to be slower. */
    private static final double GPT = 1.15;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws Exception {
        TestEngine.load(1);
        Files.deleteIfExists(RESULT);
        write("| network | samples/s: ours | DJL blocks | ours / DJL |");
        write("| --- | --- | --- | --- |");
    }

    @Test
    void shouldTrainFasterThanBlocksOfDjl() throws Exception {
        List<String> misses = new ArrayList<>();
        for (String name : System.getProperty("networks", "RESNET18,LSTM,GPT_4X128,GPT_6X256")
                .split(",")) {
            ContestNetwork network = ContestNetwork.valueOf(name);
            Duel duel = new Duel(network, "float32", network.steps(), ROUNDS, WARMUP);
            List<Duel.Round> rounds = duel.run(
                    "{type: cpu, threads: 1}",
                    data -> new DjlOpponent(network, DjlNetworks.of(network), network.steps()),
                    Files.createTempDirectory(folder, "duel"));
            String row = row(duel, rounds);
            write(row);
            if (Duel.ratio(rounds) < (name.startsWith("GPT") ? GPT : 1)) {
                misses.add(row);
            }
        }

        assertThat(misses).isEmpty();
    }

    private static String row(Duel duel, List<Duel.Round> rounds) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f |",
                duel.network().pythonName(),
                duel.samples() / Median.of(rounds, Duel.Round::ours),
                duel.samples() / Median.of(rounds, Duel.Round::theirs),
                Duel.ratio(rounds));
    }

    private static void write(String line) throws Exception {
        System.out.println(line);
        Files.writeString(RESULT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
