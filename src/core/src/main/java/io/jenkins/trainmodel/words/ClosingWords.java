package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import java.util.Optional;

/** The last words of a run. */
public final class ClosingWords {
    private ClosingWords() {}

    /** Why it stopped, which epoch was the best, where the model is: one paragraph. */
    public static String paragraph(
            TrainingEvent.Finished finished, Optional<Integer> plannedEpochs, RunDirectory directory) {
        StringBuilder words = new StringBuilder("Stopped after ")
                .append(finished.epoch() == 1 ? "1 epoch" : finished.epoch() + " epochs")
                .append(plannedEpochs.map(planned -> " of at most " + planned).orElse(""))
                .append(" and ")
                .append(Quantity.duration(finished.elapsedSeconds()))
                .append(" of training, outcome ")
                .append(finished.outcome().word())
                .append(". ")
                .append(sentence(finished.reason()));
        finished.best()
                .ifPresent(best -> words.append(" Best %s: %s in epoch %d."
                        .formatted(best.metric(), Quantity.number(best.value()), best.epoch())));
        words.append(finished.modelPath()
                .map(path -> " The model is in " + directory.root().resolve(path) + ", the report is "
                        + directory.reportHtml() + ".")
                .orElse(" No model was written; checkpoints are in " + directory.checkpoints() + "."));
        return words.toString();
    }

    private static String sentence(String reason) {
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + (reason.endsWith(".") ? "" : ".");
    }
}
