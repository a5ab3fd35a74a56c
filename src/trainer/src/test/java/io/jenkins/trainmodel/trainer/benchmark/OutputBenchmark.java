package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.watch.process.Program;
import io.jenkins.trainmodel.trainer.watch.process.WatchedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that prints without end, in short lines: watched, and with its output piped into {@code cat > file}. The two take
 * turns. See docs/benchmarks.md.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class OutputBenchmark {
    private static final long BYTES = 500_000_000;
    private static final String PRINT = "yes 'step 123: loss 0.123' | head -c " + BYTES;
    private static final int ROUNDS = 7;

    @TempDir
    private Path folder;

    /** Seconds until all was in the file. */
    private record Round(double watched, double piped) {}

    @Test
    void shouldTakeOutputNearlyAsFastAsAPipeIntoAFile() throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            rounds.add(new Round(watched(), piped()));
        }
        List<Round> warm = rounds.subList(1, rounds.size());
        double ratio = Median.of(warm, round -> round.watched() / round.piped());
        System.out.printf(
                Locale.ROOT,
                "%n%d MB of output in lines of 22 bytes: %.2f s watched, %.2f s by cat, ratio %.2f%n",
                BYTES / 1_000_000,
                Median.of(warm, Round::watched),
                Median.of(warm, Round::piped),
                ratio);
        assertThat(ratio).isLessThan(5);
    }

    private double watched() throws IOException {
        Time begin = Time.now();
        WatchedProcess program = WatchedProcess.start(
                Program.of(List.of("sh", "-c", PRINT)), Map.of(), folder.resolve("output.log"), line -> {});
        ProcessHandle.of(program.pid()).ifPresent(process -> process.onExit().join());
        program.lastLines();
        return Time.since(begin).wall();
    }

    private double piped() throws IOException, InterruptedException {
        Time begin = Time.now();
        Process program = new ProcessBuilder("sh", "-c", PRINT + " | cat > " + folder.resolve("cat.log")).start();
        assertThat(program.waitFor()).isZero();
        return Time.since(begin).wall();
    }
}
