package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Best;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The last words of a run. */
public final class ClosingWords {
    /** With this begins the last line of a process that ends without a result; its reason follows. */
    public static final String ERROR = "error: ";

    private static final Pattern PLAIN_START = Pattern.compile("[a-z]+[: ]");

    private ClosingWords() {}

    /** Why it stopped and how far it came; the best epoch, and which one the model is. Two lines. */
    public static List<String> lines(TrainingEvent.Finished finished, Optional<Integer> plannedEpochs) {
        List<String> lines = new ArrayList<>();
        lines.add(PlainText.line(String.format(
                Locale.ROOT,
                "Stopped after %s%s and %s of training, outcome %s. %s",
                Quantity.of(finished.epoch(), "epoch"),
                planned(finished, plannedEpochs),
                Quantity.duration(finished.elapsedSeconds()),
                finished.outcome().word(),
                sentence(finished.reason()))));
        result(finished).map(PlainText::line).ifPresent(lines::add);
        return lines;
    }

    private static String planned(TrainingEvent.Finished finished, Optional<Integer> plannedEpochs) {
        return plannedEpochs
                .filter(planned -> planned >= finished.epoch())
                .map(planned -> " of at most " + Quantity.count(planned))
                .orElse("");
    }

    private static Optional<String> result(TrainingEvent.Finished finished) {
        List<String> sentences = new ArrayList<>();
        finished.best().ifPresent(best -> sentences.add(MetricWords.line(best) + "."));
        if (finished.modelPath().isEmpty()) {
            sentences.add("No model was written.");
        } else {
            finished.modelEpoch()
                    .ifPresent(epoch -> sentences.add("The model is that of epoch " + Quantity.count(epoch) + "."));
        }
        return Optional.of(String.join(" ", sentences));
    }

    /** Where the results are, for a person at the run directory. */
    public static String places(TrainingEvent.Finished finished, RunDirectory directory) {
        if (finished.modelPath().isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "The model is in %s, the report is %s.",
                    directory.root().resolve(finished.modelPath().get()),
                    directory.reportHtml());
        }
        return finished.step() == 0
                ? String.format(Locale.ROOT, "The report is %s.", directory.reportHtml())
                : String.format(
                        Locale.ROOT,
                        "Checkpoints are in %s, the report is %s.",
                        directory.checkpoints(),
                        directory.reportHtml());
    }

    /** What was kept of a run, and where; one line. */
    public static String archived(int files, long bytes, String where) {
        return PlainText.line(
                String.format(
                        Locale.ROOT, "archived %s, %s: %s", Quantity.of(files, "file"), Quantity.bytes(bytes), where),
                2000);
    }

    /**
     * How a run ended in one sentence without a full stop, for lists of runs.
     *
     * @param reason why; said as it is
     * @param epochs complete ones, 0 for a run that never began
     */
    public static String status(String reason, int epochs, Optional<Integer> plannedEpochs, Optional<Best> best) {
        if (epochs == 0) {
            return PlainText.line(reason.isEmpty() ? "Ended before the first epoch" : sentenceStart(reason));
        }
        return PlainText.line(String.format(
                Locale.ROOT,
                "Stopped after epoch %s%s: %s%s",
                Quantity.count(epochs),
                plannedEpochs
                        .filter(planned -> planned >= epochs)
                        .map(planned -> " of " + Quantity.count(planned))
                        .orElse(""),
                reason,
                best.map(value -> "; best " + MetricWords.of(value)).orElse("")));
    }

    private static String sentence(String reason) {
        String whole = sentenceStart(reason);
        return whole.isEmpty() || whole.endsWith(".") ? whole : whole + ".";
    }

    /** A plain word begins with a capital; a key or the name of a rule stays what it is. */
    private static String sentenceStart(String reason) {
        String clean = PlainText.line(reason).strip();
        return PLAIN_START.matcher(clean).lookingAt()
                ? clean.substring(0, 1).toUpperCase(Locale.ROOT) + clean.substring(1)
                : clean;
    }
}
