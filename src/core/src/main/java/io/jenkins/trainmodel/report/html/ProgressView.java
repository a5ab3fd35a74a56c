package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.TimeLeftWords;
import java.util.Optional;

/**
 * How far a run that trains has come, as a bar and in words: of its epochs where the rules bound them, else of its time
 * where they bound that.
 *
 * @param measure what the bar counts
 * @param done of {@code all}: epochs, or thousandths of the time
 */
record ProgressView(String measure, long done, long all, String text) {

    /** Empty of a run of which nobody can tell when it ends. */
    static Optional<ProgressView> of(ReportData run) {
        return run.plannedEpochs()
                .map(planned -> ofEpochs(run, planned))
                .or(() -> run.lastEpoch().flatMap(epoch -> ofTime(epoch, run)));
    }

    private static ProgressView ofEpochs(ReportData run, int planned) {
        int done = Math.min(
                planned, run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0));
        String left =
                run.lastEpoch().flatMap(epoch -> timeLeft(epoch, run)).orElseGet(() -> run.say("progress.leftUnknown"));
        String epochs = run.say("progress.epochs", Quantity.count(done), Quantity.of(planned, "epoch", run.audience()));
        return new ProgressView(run.say("tile.epochs"), done, planned, epochs + " · " + left);
    }

    private static Optional<ProgressView> ofTime(TrainingEvent.Epoch epoch, ReportData run) {
        return timeLeft(epoch, run)
                .map(left -> new ProgressView(
                        run.say("progress.time"),
                        perMille(epoch),
                        1000,
                        Quantity.of(epoch.epoch(), "epoch", run.audience()) + " · " + left));
    }

    /** A share, because a log may tell of more seconds than a bar can count. */
    private static long perMille(TrainingEvent.Epoch epoch) {
        double left = Math.max(0, epoch.secondsLeft().orElse(0.0));
        return Math.round(1000 * epoch.elapsedSeconds() / (epoch.elapsedSeconds() + left));
    }

    private static Optional<String> timeLeft(TrainingEvent.Epoch epoch, ReportData run) {
        return TimeLeftWords.of(epoch, run.audience()).map(words -> run.say("progress.about", words));
    }
}
