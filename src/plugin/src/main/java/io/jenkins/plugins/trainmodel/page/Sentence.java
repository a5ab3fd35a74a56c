package io.jenkins.plugins.trainmodel.page;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.words.ClosingWords;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.TimeLeftWords;
import java.util.Optional;

/** What pages, lists and programs read of a run, in one sentence. */
final class Sentence {
    private Sentence() {}

    /** Such as {@code epoch 5 of 60; best validation loss 0.0712 in epoch 4}. */
    static String progress(int epoch, Optional<Integer> plannedEpochs, Optional<String> best) {
        // A resumed run may have passed what was planned when it began.
        String far = plannedEpochs
                .filter(epochs -> epochs >= epoch)
                .map(epochs -> Messages.Sentence_epochOf(String.valueOf(epoch), String.valueOf(epochs)))
                .orElseGet(() -> Messages.Sentence_epoch(String.valueOf(epoch)));
        return best.map(words -> Messages.Sentence_withBest(far, words)).orElse(far);
    }

    /** Of a run that goes on. */
    static String live(LiveStatus status, String agent) {
        String progress = status.figures().inWords();
        return status.awaySince()
                .map(since ->
                        Messages.Sentence_noContact(agent, Reader.audience().timeWithZone(since), progress))
                .orElseGet(() -> left(status)
                        .map(left -> Messages.Sentence_afterAndLeft(doing(status), progress, left))
                        .orElseGet(() -> Messages.Sentence_after(doing(status), progress)));
    }

    private static String doing(LiveStatus status) {
        return switch (status.phase()) {
            case STARTING -> Messages.Sentence_starting();
            case TRAINING -> Messages.Sentence_training();
            case HELD -> held(status);
            case STOPPING -> asked(Messages.Sentence_stopping(), status);
            case SAVING -> asked(Messages.Sentence_saving(), status);
            case PACKAGING -> asked(Messages.Sentence_packaging(), status);
            case WAITING -> Messages.Sentence_waiting();
            case QUEUED -> Messages.Sentence_queued();
            case ARCHIVING -> Messages.Sentence_archiving();
            case KILLING -> asked(Messages.Sentence_killing(), status);
        };
    }

    private static String held(LiveStatus status) {
        return status.heldBy().isEmpty()
                ? Messages.Sentence_held()
                : Messages.Sentence_heldBy(Reader.recorded(PlainText.line(status.heldBy())));
    }

    private static String asked(String doing, LiveStatus status) {
        return status.stoppedBy().isEmpty()
                ? doing
                : Messages.Sentence_asked(doing, Reader.recorded(PlainText.line(status.stoppedBy())));
    }

    private static Optional<String> left(LiveStatus status) {
        return status.phase() == LiveStatus.Phase.TRAINING
                ? TimeLeftWords.of(
                        status.figures().secondsLeft(), status.figures().boundBy(), Reader.audience())
                : Optional.empty();
    }

    /**
     * Of a run that has ended.
     *
     * @param began whether the training had begun
     */
    static String ended(boolean began, int epochs, Optional<Integer> planned, String reason, Optional<Best> best) {
        String why = Reader.recorded(reason);
        if (epochs > 0) {
            return ClosingWords.status(why, epochs, planned, best, Reader.audience());
        }
        return PlainText.line(began ? Messages.Sentence_endedEarly(why) : Messages.Sentence_neverBegan(why));
    }
}
