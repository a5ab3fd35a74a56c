package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics as people call them. */
public final class MetricWords {
    private static final Pattern MEASURED = Pattern.compile("(train|validation|test)/([^/]+)");
    private static final Pattern TOP = Pattern.compile("top([1-9][0-9]{0,5})");

    private static final Map<String, String> PARTS =
            Map.of("train", "Training", "validation", "Validation", "test", "Test");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("auc", "AUC"),
            Map.entry("calibrationError", "calibration error"),
            Map.entry("meanError", "mean error"),
            Map.entry("prAuc", "PR-AUC"),
            Map.entry("rocAuc", "ROC-AUC"),
            Map.entry("f1", "F1"),
            Map.entry("mae", "mean absolute error"),
            Map.entry("mse", "mean squared error"),
            Map.entry("rmse", "root mean square error"),
            Map.entry("r2", "R²"));

    private static final Map<String, String> WHOLE = Map.of(
            MetricNames.LEARNING_RATE, "Learning rate",
            MetricNames.GRADIENT_NORM, "Gradient norm",
            MetricNames.SAMPLES_PER_SECOND, "Throughput");

    /** What reads as words, not as a name that somebody made up. */
    private static final Pattern PLAIN_WORDS = Pattern.compile("[a-z]+([ -][a-z0-9]+)*");

    private MetricWords() {}

    /** A title such as {@code Validation accuracy}; of a metric that only its program knows, its path. */
    public static String title(String path) {
        Matcher measured = MEASURED.matcher(path);
        return measured.matches()
                ? PARTS.get(measured.group(1)) + " " + name(measured.group(2))
                : WHOLE.getOrDefault(path, path);
    }

    /** As the title, within a sentence: {@code validation accuracy}; abbreviations stay as they are. */
    public static String inSentence(String path) {
        String title = PlainText.line(title(path));
        boolean word = title.length() > 1 && Character.isLowerCase(title.charAt(1));
        return word ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1) : title;
    }

    /** A best value with its place, within a sentence: {@code validation loss 0.0712 in epoch 4}. */
    public static String of(Best best) {
        return inSentence(best.metric()) + " " + Quantity.number(best.value()) + inEpoch(best);
    }

    /** The same for itself, without a full stop: {@code Best validation loss: 0.0712 in epoch 4}. */
    public static String line(Best best) {
        return "Best " + inSentence(best.metric()) + ": " + Quantity.number(best.value()) + inEpoch(best);
    }

    private static String inEpoch(Best best) {
        return " in epoch " + Quantity.count(best.epoch());
    }

    /**
     * What is measured on samples of several parts, as a title: {@code Mean absolute error}.
     *
     * @param name the metric's path behind the part
     */
    public static String titleOfAllParts(String name) {
        String words = name(name);
        return PLAIN_WORDS.matcher(words).matches()
                ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)
                : words;
    }

    private static String name(String name) {
        Matcher top = TOP.matcher(name);
        return top.matches() ? "top-" + top.group(1) + " accuracy" : NAMES.getOrDefault(name, name);
    }
}
