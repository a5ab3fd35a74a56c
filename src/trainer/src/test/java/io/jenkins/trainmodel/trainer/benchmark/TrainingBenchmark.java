package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our loop with everything on against DJL's own: see docs/benchmarks.md for method and figures. Not one of the tests: the
 * Maven profile {@code benchmark} runs it instead of them.
 */
class TrainingBenchmark {
    private static final Path RESULT = Path.of("target", "benchmark.md");

    @TempDir
    private static Path logs;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        TestEngine.load();
        Files.deleteIfExists(RESULT);
        Logger root = Logger.getLogger("");
        for (Handler console : root.getHandlers()) {
            root.removeHandler(console);
        }
        // What the listeners of EasyTrain log belongs to their cost, but not to the figures on the console.
        root.addHandler(new FileHandler(logs.resolve("benchmark.log").toString()));
        write("| network | samples/s: ours | bare DJL loop | EasyTrain.fit | ours / bare | ours / EasyTrain "
                + "| ours / bare, processor time | ours / EasyTrain, processor time |");
        write("| --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    @Test
    void shouldTrainTheMlpFasterThanDjl() throws Exception {
        Contest contest = new Contest("{type: mlp, hidden: [256, 128]}", DjlNetworks::mlp, 10, 21, 4);

        assertAtLeast(1.10, "MLP 784-256-128-10", contest);
    }

    @Test
    void shouldTrainLeNetAsFastAsDjl() throws Exception {
        Contest contest = new Contest("{type: lenet}", DjlNetworks::lenet, 4, 21, 4);

        assertAtLeast(0.97, "LeNet", contest);
    }

    private void assertAtLeast(double ratioToBare, String name, Contest contest) throws Exception {
        List<Contest.Round> rounds = contest.run(folder);

        report(name, contest, rounds);
        assertThat(Median.of(rounds, round -> round.bare().wall() / round.ours().wall()))
                .isGreaterThanOrEqualTo(ratioToBare);
        assertThat(Median.of(
                        rounds, round -> round.easyTrain().wall() / round.ours().wall()))
                .isGreaterThan(1);
    }

    /** The first tenth warms up; then the last tenth is compared with the second. */
    @Test
    void shouldKeepMemoryFlat() throws Exception {
        List<Double> resident = new SteadyRun().run(folder);
        int tenth = resident.size() / 10;
        double early = Median.of(resident.subList(tenth, 2 * tenth), Double::doubleValue);
        double late = Median.of(resident.subList(9 * tenth, resident.size()), Double::doubleValue);

        double growth = late / early - 1;

        write(String.format(
                Locale.ROOT,
                "%nResident memory over %d steps: %.1f MiB early, %.1f MiB late, growth %.2f %%.",
                SteadyRun.STEPS,
                early / (1 << 20),
                late / (1 << 20),
                100 * growth));
        assertThat(growth).isLessThan(0.02);
    }

    /** The machine's other work changes between the two, so this is no bound to the second. */
    @Test
    void shouldEstimateWhatARunTakes() throws Exception {
        EstimatedRun run = EstimatedRun.in(folder);

        write(String.format(
                Locale.ROOT,
                "%nEstimated %.1f s and %.2f MiB on disk; the run took %.1f s and %.2f MiB.",
                run.estimatedSeconds(),
                run.estimatedBytes() / (double) (1 << 20),
                run.seconds(),
                run.bytes() / (double) (1 << 20)));
        assertThat(run.estimatedSeconds() / run.seconds()).isBetween(0.6, 1.7);
        assertThat((double) run.estimatedBytes() / run.bytes()).isBetween(0.7, 1.5);
    }

    private static void report(String name, Contest contest, List<Contest.Round> rounds) throws IOException {
        write(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.2f | %.2f | %.2f | %.2f |",
                name,
                contest.samples() / Median.of(rounds, round -> round.ours().wall()),
                contest.samples() / Median.of(rounds, round -> round.bare().wall()),
                contest.samples() / Median.of(rounds, round -> round.easyTrain().wall()),
                Median.of(rounds, round -> round.bare().wall() / round.ours().wall()),
                Median.of(
                        rounds, round -> round.easyTrain().wall() / round.ours().wall()),
                Median.of(
                        rounds, round -> round.bare().processor() / round.ours().processor()),
                Median.of(
                        rounds,
                        round -> round.easyTrain().processor() / round.ours().processor())));
    }

    private static void write(String line) throws IOException {
        System.out.println(line);
        Files.writeString(RESULT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
