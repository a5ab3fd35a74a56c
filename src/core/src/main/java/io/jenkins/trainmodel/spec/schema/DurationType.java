package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration above zero, such as {@code 8h30m}: days, hours, minutes, seconds, milliseconds, in this order. */
record DurationType() implements ValueType<Duration> {
    private static final String SYNTAX =
            "(?=[0-9])(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?";
    private static final Pattern DURATION = Pattern.compile(SYNTAX);
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] MILLISECONDS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    @Override
    public Optional<Duration> read(Node node, ReadContext context) {
        Optional<Duration> duration = node instanceof Scalar scalar
                ? parse(scalar.text()).filter(value -> !value.isZero())
                : Optional.empty();
        if (duration.isEmpty()) {
            context.reportFound(node, allowed());
        }
        return duration;
    }

    static Optional<Duration> parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long total = 0;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String number = matcher.group(unit + 1);
            total += number == null ? 0 : Long.parseLong(number) * MILLISECONDS[unit];
        }
        return Optional.of(Duration.ofMillis(total));
    }

    static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        long left = duration.toMillis();
        for (int unit = 0; unit < UNITS.length; unit++) {
            long number = left / MILLISECONDS[unit];
            left %= MILLISECONDS[unit];
            text.append(number == 0 ? "" : number + UNITS[unit]);
        }
        return text.toString();
    }

    @Override
    public JsonNode write(Duration value) {
        return JsonNodeFactory.instance.textNode(format(value));
    }

    @Override
    public String allowed() {
        return "a duration above zero with its unit, such as 8h30m, 90s, 1d or 500ms";
    }

    @Override
    public ObjectNode schema() {
        return Json.object().put("type", "string").put("pattern", "^" + SYNTAX + "$");
    }
}
