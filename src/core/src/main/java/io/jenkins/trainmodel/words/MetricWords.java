package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.stop.Best;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics as people call them. */
public final class MetricWords {
    private static final Pattern MEASURED = Pattern.compile("(train|validation|test)/([^/]+)");
    private static final Pattern TOP = Pattern.compile("top([1-9][0-9]{0,5})");

    /** What reads as words, not as a name that somebody made up. */
    private static final Pattern PLAIN_WORDS = Pattern.compile("[a-z]+([ -][a-z0-9]+)*");

    private MetricWords() {}

    /** A title such as {@code Validation accuracy}; of a metric that only its program knows, its path. */
    public static String title(String path, Audience audience) {
        Matcher measured = MEASURED.matcher(path);
        return measured.matches()
                ? Speech.say(audience, "part." + measured.group(1), name(measured.group(2), audience))
                : Speech.find(audience, "metric." + path).orElse(path);
    }

    /** The title in English. */
    public static String title(String path) {
        return title(path, Audience.RECORD);
    }

    /** As the title, within a sentence: {@code validation accuracy}; abbreviations stay as they are. */
    public static String inSentence(String path, Audience audience) {
        String title = PlainText.line(title(path, audience));
        boolean word = title.length() > 1 && Character.isLowerCase(title.charAt(1));
        return word ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1) : title;
    }

    /** The same in English. */
    public static String inSentence(String path) {
        return inSentence(path, Audience.RECORD);
    }

    /** A best value with its place, within a sentence: {@code validation loss 0.0712 in epoch 4}. */
    public static String of(Best best, Audience audience) {
        return say("best", best, audience);
    }

    /** The same in English. */
    public static String of(Best best) {
        return of(best, Audience.RECORD);
    }

    /** The same for itself, without a full stop: {@code Best validation loss: 0.0712 in epoch 4}. */
    public static String line(Best best, Audience audience) {
        return say("best.line", best, audience);
    }

    private static String say(String key, Best best, Audience audience) {
        return Speech.say(
                audience,
                key,
                inSentence(best.metric(), audience),
                Quantity.number(best.value()),
                Quantity.count(best.epoch()));
    }

    /**
     * What is measured on samples of several parts, as a title: {@code Mean absolute error}.
     *
     * @param name the metric's path behind the part
     */
    public static String titleOfAllParts(String name, Audience audience) {
        String words = name(name, audience).strip();
        return PLAIN_WORDS.matcher(words).matches()
                ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)
                : words;
    }

    /** The same in English. */
    public static String titleOfAllParts(String name) {
        return titleOfAllParts(name, Audience.RECORD);
    }

    /** Behind the part; where that leaves no blank before Latin letters, the name brings it along. */
    private static String name(String name, Audience audience) {
        Matcher top = TOP.matcher(name);
        return top.matches()
                ? Speech.say(audience, "name.top", top.group(1))
                : Speech.find(audience, "name." + name).orElseGet(() -> Speech.say(audience, "name.other", name));
    }
}
