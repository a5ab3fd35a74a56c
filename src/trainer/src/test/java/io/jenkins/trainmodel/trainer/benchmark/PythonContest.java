package io.jenkins.trainmodel.trainer.benchmark;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.run.Interruption;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A whole run of ours and PyTorch take turns: after every epoch of ours, Python trains as many steps.
 *
 * @param precision as a specification names it
 * @param steps in an epoch
 * @param rounds epochs that are counted
 * @param warmup epochs before them
 */
public record PythonContest(ContestNetwork network, String precision, int steps, int rounds, int warmup) {
    private static final double NANOSECONDS = 1e9;

    /**
     * Seconds for the steps of an epoch.
     *
     * @param other the part of ours that none of its {@linkplain TrainingEvent.Epoch#phases phases} claims
     */
    public record Round(double ours, double python, double other) {
        double ratio() {
            return python / ours;
        }
    }

    /**
     * @param device as a specification names it
     * @param python the interpreter
     * @param sources the folder {@code src} of the trainer's module
     * @param options the script's: where, and how
     */
    public List<Round> run(String device, String python, Path sources, Path folder, String... options)
            throws Exception {
        network.writeData(folder, steps);
        List<String> arguments = new ArrayList<>(
                List.of(folder.toString(), network.pythonName(), precision, Integer.toString(network.batchSize())));
        arguments.addAll(Arrays.asList(options));
        try (PythonLoop loop = PythonLoop.start(python, sources, arguments)) {
            TakingTurns listener = new TakingTurns(loop);
            RunRequest request = new RunRequest(
                    network.specification(device, precision, warmup + rounds, folder),
                    folder.resolve("run"),
                    false,
                    "",
                    "contest",
                    Instant.now());
            new TrainingRun(request, new Interruption(), List.of(listener)).run();
            return listener.rounds.subList(warmup, warmup + rounds);
        }
    }

    /** Samples of an epoch. */
    public double samples() {
        return (double) steps * network.batchSize();
    }

    /** The middle of the rounds' ratios, PyTorch's time over ours. */
    public static double ratio(List<Round> rounds) {
        return Median.of(rounds, Round::ratio);
    }

    /** Ours counts from the end of the other's turn to the epoch's event, without the validation, which the other does not do. */
    private final class TakingTurns implements RunListener {
        private final PythonLoop loop;
        private final List<Round> rounds = new ArrayList<>();
        private long begin = System.nanoTime();
        private double lastTurn;

        TakingTurns(PythonLoop loop) {
            this.loop = loop;
        }

        @Override
        public void event(EventRecord entry) {
            if (entry.event() instanceof TrainingEvent.Epoch epoch) {
                double ours = (System.nanoTime() - begin) / NANOSECONDS - seconds(epoch, "validation");
                // To our run Python's turn is time that nothing of it claims.
                double other = seconds(epoch, "other") - lastTurn;
                lastTurn = takeTurn();
                rounds.add(new Round(ours, lastTurn, other));
                begin = System.nanoTime();
            }
        }

        private static double seconds(TrainingEvent.Epoch epoch, String phase) {
            return epoch.phases().getOrDefault(phase, 0.0);
        }

        private double takeTurn() {
            try {
                return loop.takeTurn(steps);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
