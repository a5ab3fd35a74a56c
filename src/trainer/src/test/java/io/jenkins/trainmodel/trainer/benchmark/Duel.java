package io.jenkins.trainmodel.trainer.benchmark;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A whole run of ours and an opponent take turns: after every epoch of ours, the other one trains as many steps.
 *
 * @param precision as a specification names it
 * @param steps in an epoch
 * @param rounds epochs that are counted
 * @param warmup epochs before them
 */
public record Duel(ContestNetwork network, String precision, int steps, int rounds, int warmup) {
    private static final double NANOSECONDS = 1e9;

    /**
     * Seconds for the steps of an epoch.
     *
     * @param other the part of ours that none of its {@linkplain TrainingEvent.Epoch#phases phases} claims
     */
    public record Round(double ours, double theirs, double other) {
        double ratio() {
            return theirs / ours;
        }
    }

    /**
     * @param device as a specification names it
     * @param beginning of the other side
     */
    List<Round> run(String device, Opponent.Beginning beginning, Path folder) throws Exception {
        network.writeData(folder, steps);
        try (Opponent opponent = beginning.in(folder)) {
            TakingTurns listener = new TakingTurns(opponent);
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

    /**
     * Against PyTorch.
     *
     * @param device as a specification names it
     * @param python the interpreter
     * @param sources the folder {@code src} of the trainer's module
     * @param options the script's: where, and how
     */
    public List<Round> againstPython(String device, String python, Path sources, Path folder, String... options)
            throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(network.pythonName(), precision, Integer.toString(network.batchSize())));
        arguments.addAll(Arrays.asList(options));
        return run(device, data -> PythonLoop.start(python, sources, data, arguments), folder);
    }

    /** Samples of an epoch. */
    public double samples() {
        return (double) steps * network.batchSize();
    }

    /** The middle of the rounds' ratios, their time over ours. */
    public static double ratio(List<Round> rounds) {
        return Median.of(rounds, Round::ratio);
    }

    /** Ours counts from the end of the other's turn to the epoch's event, without the validation, which the other does not do. */
    private final class TakingTurns implements RunListener {
        private final Opponent opponent;
        private final List<Round> rounds = new ArrayList<>();
        private long begin = System.nanoTime();
        private double lastTurn;

        TakingTurns(Opponent opponent) {
            this.opponent = opponent;
        }

        @Override
        public void event(EventRecord entry) {
            if (entry.event() instanceof TrainingEvent.Epoch epoch) {
                double ours = (System.nanoTime() - begin) / NANOSECONDS - seconds(epoch, "validation");
                // To our run the other's turn is time that nothing of it claims.
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
                return opponent.takeTurn(steps);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
