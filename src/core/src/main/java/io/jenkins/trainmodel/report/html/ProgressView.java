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
                .or(() -> run.lastEpoch().flatMap(ProgressView::ofTime));
    }

    private static ProgressView ofEpochs(ReportData run, int planned) {
        int done = Math.min(
                planned, run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0));
        String left = run.lastEpoch().flatMap(ProgressView::timeLeft).orElse("time left not known yet");
        String epochs = Quantity.count(done) + " of " + Quantity.of(planned, "epoch");
        return new ProgressView("Epochs", done, planned, epochs + " · " + left);
    }

    private static Optional<ProgressView> ofTime(TrainingEvent.Epoch epoch) {
        return timeLeft(epoch)
                .map(left -> new ProgressView(
                        "Time", perMille(epoch), 1000, Quantity.of(epoch.epoch(), "epoch") + " · " + left));
    }

    /** A share, because a log may tell of more seconds than a bar can count. */
    private static long perMille(TrainingEvent.Epoch epoch) {
        double left = Math.max(0, epoch.secondsLeft().orElse(0.0));
        return Math.round(1000 * epoch.elapsedSeconds() / (epoch.elapsedSeconds() + left));
    }

    private static Optional<String> timeLeft(TrainingEvent.Epoch epoch) {
        return TimeLeftWords.of(epoch).map(words -> "about " + words);
    }
}
