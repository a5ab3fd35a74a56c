package io.jenkins.plugins.trainmodel.steer;

import io.jenkins.trainmodel.steer.KeyType;
import io.jenkins.trainmodel.steer.Limit;
import io.jenkins.trainmodel.steer.SteerableKey;
import java.util.List;
import java.util.Locale;

/** A value of the specification as a form asks for it. */
public final class KeyField {
    private final SteerableKey key;

    KeyField(SteerableKey key) {
        this.key = key;
    }

    /** The name of its field, which is its key behind {@code set.}. */
    public String getField() {
        return "set." + key.key();
    }

    public String getKey() {
        return key.key();
    }

    public String getLabel() {
        return key.label();
    }

    public String getValue() {
        return key.value();
    }

    public String getUnit() {
        return key.unit();
    }

    /** What may be chosen; empty where it is written. */
    public List<String> getChoices() {
        return key.type() == KeyType.TRUTH ? List.of("true", "false") : key.choices();
    }

    /** The limits as people read them, empty where there are none. */
    public String getLimits() {
        String least = key.min().map(KeyField::least).orElse("");
        String most = key.max()
                .filter(max -> max.value() < Integer.MAX_VALUE)
                .map(KeyField::most)
                .orElse("");
        return least.isEmpty() || most.isEmpty() ? least + most : Messages.Steering_both(least, most);
    }

    private static String least(Limit limit) {
        String number = number(limit.value());
        return limit.included() ? Messages.Steering_atLeast(number) : Messages.Steering_above(number);
    }

    private static String most(Limit limit) {
        String number = number(limit.value());
        return limit.included() ? Messages.Steering_atMost(number) : Messages.Steering_below(number);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Double.toString(value);
    }

    /** What a phone's keyboard should offer. */
    public String getKeyboard() {
        return switch (key.type()) {
            case WHOLE -> "numeric";
            case DECIMAL -> "decimal";
            default -> "text";
        };
    }
}
