package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.words.ClosingWords;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.TimeLeftWords;
import java.util.Optional;

/** What pages, lists and programs read of a run, in one sentence. */
final class Sentence {
    private Sentence() {}

    /** Such as {@code epoch 5 of 60; best validation loss 0.0712 in epoch 4}. */
    static String progress(int epoch, Optional<Integer> plannedEpochs, Optional<String> best) {
        // A resumed run may have passed what was planned when it began.
        String planned = plannedEpochs
                .filter(epochs -> epochs >= epoch)
                .map(epochs -> " of " + epochs)
                .orElse("");
        return "epoch " + epoch + planned + best.map(words -> "; best " + words).orElse("");
    }

    /** Of a run that goes on. */
    static String live(LiveStatus status, String agent) {
        String progress = status.figures().inWords();
        return status.awaySince()
                .map(since ->
                        "No contact with %s since %s UTC; the training goes on there and is followed again when it is back. The last that is known: after %s."
                                .formatted(agent, Quantity.time(since), progress))
                .orElseGet(() -> doing(status) + ", after " + progress + left(status) + ".");
    }

    private static String doing(LiveStatus status) {
        String by = status.stoppedBy().isEmpty() ? "" : ", as asked by " + PlainText.line(status.stoppedBy());
        return switch (status.phase()) {
            case STARTING -> "Starting";
            case TRAINING -> "Training";
            case HELD -> "Held" + heldBy(status);
            case STOPPING -> "Stopping" + by;
            case SAVING -> "Saving a checkpoint" + by;
            case PACKAGING -> "Packaging the model" + by;
            case WAITING -> "Waiting for an answer";
            case QUEUED -> "Waiting for an agent";
            case ARCHIVING -> "Archiving the results";
            case KILLING -> "Being killed" + by;
        };
    }

    private static String heldBy(LiveStatus status) {
        return status.heldBy().isEmpty() ? "" : " by " + PlainText.line(status.heldBy());
    }

    private static String left(LiveStatus status) {
        return status.phase() == LiveStatus.Phase.TRAINING
                ? TimeLeftWords.of(
                                status.figures().secondsLeft(), status.figures().boundBy(), Audience.RECORD)
                        .map(words -> "; about " + words)
                        .orElse("")
                : "";
    }

    /**
     * Of a run that has ended.
     *
     * @param began whether the training had begun
     */
    static String ended(boolean began, int epochs, Optional<Integer> planned, String reason, Optional<Best> best) {
        if (epochs > 0) {
            return ClosingWords.status(reason, epochs, planned, best);
        }
        return PlainText.line((began ? "Ended before its first epoch was complete: " : "Never began: ") + reason);
    }
}
