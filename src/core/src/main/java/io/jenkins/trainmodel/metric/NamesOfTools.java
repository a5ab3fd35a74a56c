package io.jenkins.trainmodel.metric;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Keras, Lightning, Transformers and plain loops call a metric, as a path here: {@code val_loss} is {@code validation/loss}. */
public final class NamesOfTools {
    private static final Pattern PART =
            Pattern.compile("(train|training|val|valid|validation|eval|dev|test)[/_](.+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> TRAINING = Set.of("train", "training");

    private NamesOfTools() {}

    /** The path of a name that says of which part of the data it is, else empty. */
    public static Optional<String> path(String name) {
        Matcher part = PART.matcher(name);
        return part.matches()
                ? Optional.of(prefix(part.group(1).toLowerCase(Locale.ROOT)) + last(part.group(2)))
                : Optional.empty();
    }

    private static String prefix(String part) {
        if (TRAINING.contains(part)) {
            return MetricNames.TRAIN;
        }
        return part.equals("test") ? MetricNames.TEST : MetricNames.VALIDATION;
    }

    /** The name behind the part of the data. Lightning says of which moment a value is. */
    public static String last(String name) {
        String base = name.replaceFirst("_(epoch|step)$", "");
        return base.equals("acc") ? "accuracy" : base;
    }
}
