package io.jenkins.trainmodel.trainer.gpu;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.benchmark.Median;
import io.jenkins.trainmodel.trainer.run.Interruption;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A whole run of ours and eager PyTorch take turns on one GPU: after every epoch of ours, Python trains as many steps.
 *
 * @param network as the script names it
 * @param model as a specification names it
 * @param steps in an epoch
 * @param rounds epochs that are counted
 * @param warmup epochs before them
 */
record GpuContest(String network, String model, String precision, int steps, int rounds, int warmup) {
    private static final double NANOSECONDS = 1e9;

    /** Seconds for the steps of an epoch. */
    record Round(double ours, double eager) {}

    List<Round> run(String python, Path scripts, boolean measured, Path folder) throws Exception {
        GpuSpecification specification = GpuSpecification.contest(model, precision, warmup + rounds);
        specification.write(folder, steps);
        List<String> arguments = new ArrayList<>(
                List.of(folder.toString(), network, precision, Integer.toString(GpuSpecification.BATCH_SIZE)));
        if (measured) {
            arguments.add("measured");
        }
        try (PythonLoop eager = PythonLoop.start(python, scripts, arguments)) {
            TakingTurns listener = new TakingTurns(eager);
            RunRequest request = new RunRequest(
                    specification.read(folder, warmup + rounds),
                    folder.resolve("run"),
                    false,
                    "",
                    "gpu",
                    Instant.now());
            new TrainingRun(request, new Interruption(), List.of(listener)).run();
            return listener.rounds.subList(warmup, warmup + rounds);
        }
    }

    /** A row of the table: samples a second of both, and the median of the rounds' ratios. */
    String row(List<Round> rounds) {
        double samples = (double) steps * GpuSpecification.BATCH_SIZE;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.2f |",
                network,
                precision,
                samples / Median.of(rounds, Round::ours),
                samples / Median.of(rounds, Round::eager),
                ratio(rounds));
    }

    static double ratio(List<Round> rounds) {
        return Median.of(rounds, round -> round.eager() / round.ours());
    }

    /** Ours counts from the end of the other's turn to the epoch's event, without the validation, which the other does not do. */
    private final class TakingTurns implements RunListener {
        private final PythonLoop eager;
        private final List<Round> rounds = new ArrayList<>();
        private long begin = System.nanoTime();

        TakingTurns(PythonLoop eager) {
            this.eager = eager;
        }

        @Override
        public void event(EventRecord entry) {
            if (entry.event() instanceof TrainingEvent.Epoch epoch) {
                double validation = epoch.phases().getOrDefault("validation", 0.0);
                double ours = (System.nanoTime() - begin) / NANOSECONDS - validation;
                rounds.add(new Round(ours, others()));
                begin = System.nanoTime();
            }
        }

        private double others() {
            try {
                return eager.takeTurn(steps);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
