package io.jenkins.trainmodel.words;

import static io.jenkins.trainmodel.words.Speech.say;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Best;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The last words of a run. */
public final class ClosingWords {
    /** With this begins the last line of a process that ends without a result; its reason follows. Programs look for it. */
    public static final String ERROR = "error: ";

    private static final Pattern PLAIN_START = Pattern.compile("[a-z]+[: ]");

    private ClosingWords() {}

    /** Why it stopped and how far it came; the best epoch, and which one the model is. Two lines. */
    public static List<String> lines(Conclusion.Finished finished, Optional<Integer> plannedEpochs, Audience audience) {
        List<String> lines = new ArrayList<>();
        lines.add(PlainText.line(say(
                audience,
                "closing.stopped",
                far(finished, plannedEpochs, audience),
                Quantity.duration(finished.elapsedSeconds(), audience),
                Vocabulary.outcome(finished.outcome().word(), audience),
                sentence(finished.reason(), audience))));
        lines.add(PlainText.line(result(finished, audience)));
        return lines;
    }

    private static String far(Conclusion.Finished finished, Optional<Integer> plannedEpochs, Audience audience) {
        int epochs = finished.epoch();
        if (epochs == 0 && finished.step() > 0) {
            return Quantity.of(finished.step(), "step", audience);
        }
        String done = Quantity.of(epochs, "epoch", audience);
        return plannedEpochs
                .filter(planned -> planned >= epochs)
                .map(planned -> say(audience, "closing.ofAtMost", done, Quantity.count(planned)))
                .orElse(done);
    }

    private static String result(Conclusion.Finished finished, Audience audience) {
        List<String> sentences = new ArrayList<>();
        finished.best().ifPresent(best -> sentences.add(say(audience, "sentence", MetricWords.line(best, audience))));
        if (finished.modelPath().isEmpty()) {
            sentences.add(say(audience, "closing.noModel"));
        } else {
            finished.modelEpoch()
                    .ifPresent(epoch -> sentences.add(finished.modelStep()
                            .map(step -> say(
                                    audience, "closing.modelOfStep", Quantity.count(step), Quantity.count(epoch + 1)))
                            .orElseGet(() -> say(audience, "closing.model", Quantity.count(epoch)))));
        }
        return String.join(" ", sentences);
    }

    /** Where the results are, for a person at the run directory. */
    public static String places(Conclusion.Finished finished, RunDirectory directory, Audience audience) {
        if (finished.modelPath().isPresent()) {
            return say(
                    audience,
                    "places.model",
                    directory.root().resolve(finished.modelPath().get()),
                    directory.reportHtml());
        }
        // a watched program saves its checkpoints where it likes
        boolean none = finished.step() == 0 || finished.discarded() || Files.isDirectory(directory.watch());
        return none
                ? say(audience, "places.report", directory.reportHtml())
                : say(audience, "places.checkpoints", directory.checkpoints(), directory.reportHtml());
    }

    /** As {@link #status(String, int, Optional, Optional, Audience)}, in English. */
    public static String status(String reason, int epochs, Optional<Integer> plannedEpochs, Optional<Best> best) {
        return status(reason, epochs, plannedEpochs, best, Audience.RECORD);
    }

    /**
     * How a run ended in one sentence without a full stop, for lists of runs.
     *
     * @param reason why, as it is recorded
     * @param epochs complete ones, 0 for a run that never began
     */
    public static String status(
            String reason, int epochs, Optional<Integer> plannedEpochs, Optional<Best> best, Audience audience) {
        String why = Recorded.in(audience, reason);
        if (epochs == 0) {
            return PlainText.line(reason.isEmpty() ? say(audience, "status.neverBegan") : sentenceStart(why));
        }
        String far = plannedEpochs
                .filter(planned -> planned >= epochs)
                .map(planned -> say(audience, "status.epochOf", Quantity.count(epochs), Quantity.count(planned)))
                .orElseGet(() -> say(audience, "status.epoch", Quantity.count(epochs)));
        String stopped = say(audience, "status.stopped", far, why);
        return PlainText.line(
                best.map(value -> say(audience, "status.withBest", stopped, MetricWords.of(value, audience)))
                        .orElse(stopped));
    }

    private static String sentence(String reason, Audience audience) {
        String whole = sentenceStart(Recorded.in(audience, reason));
        return whole.isEmpty() || whole.endsWith(".") || whole.endsWith("。") ? whole : say(audience, "sentence", whole);
    }

    /** A plain word begins with a capital; a key or the name of a rule stays what it is. */
    private static String sentenceStart(String reason) {
        String clean = PlainText.line(reason).strip();
        return PLAIN_START.matcher(clean).lookingAt()
                ? clean.substring(0, 1).toUpperCase(Locale.ROOT) + clean.substring(1)
                : clean;
    }
}
