package io.jenkins.trainmodel.spec.stop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.problem.Suggestion;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.stop.Deadline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time of day, with a zone or without, or a duration. */
final class DeadlineType implements ValueType<Deadline> {
    private static final String TIME = "([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?";
    private static final Pattern CLOCK_TIME = Pattern.compile(TIME + "(?: +(\\S{1,50}))?");
    private static final ValueType<Duration> DURATION = Types.duration();

    @Override
    public Optional<Deadline> read(Node node, ReadContext context) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        Matcher clockTime = CLOCK_TIME.matcher(scalar.text());
        if (clockTime.matches()) {
            return readClockTime(node, clockTime, context);
        }
        return scalar.text().contains(":") ? refuse(node, context) : readTimeSpan(node, context);
    }

    private Optional<Deadline> refuse(Node node, ReadContext context) {
        context.reportFound(node, allowed());
        return Optional.empty();
    }

    private Optional<Deadline> readTimeSpan(Node node, ReadContext context) {
        Optional<Duration> duration = DURATION.read(node, context);
        if (duration.filter(span -> span.compareTo(Deadline.SMALLEST_RESERVE) <= 0)
                .isPresent()) {
            context.report(
                    node,
                    node.describe() + ", which saving and packaging the model may take alone",
                    "more than " + Deadline.SMALLEST_RESERVE.toSeconds() + "s");
            return Optional.empty();
        }
        return duration.map(Deadline.TimeSpan::new);
    }

    private static Optional<Deadline> readClockTime(Node node, Matcher text, ReadContext context) {
        LocalTime time = LocalTime.of(number(text.group(1)), number(text.group(2)), number(text.group(3)));
        if (text.group(4) == null) {
            return Optional.of(new Deadline.ClockTime(time, Optional.empty()));
        }
        try {
            return Optional.of(new Deadline.ClockTime(time, Optional.of(ZoneId.of(text.group(4)))));
        } catch (DateTimeException unknown) {
            context.report(
                    node,
                    "the time zone `" + text.group(4) + "`, which nobody knows",
                    "a zone such as Europe/Berlin or UTC, or an offset such as +01:00",
                    Suggestion.nearest(text.group(4), ZoneId.getAvailableZoneIds()));
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public JsonNode write(Deadline value) {
        if (value instanceof Deadline.TimeSpan span) {
            return DURATION.write(span.duration());
        }
        Deadline.ClockTime clockTime = (Deadline.ClockTime) value;
        String zone = clockTime.zone().map(id -> " " + id.getId()).orElse("");
        return JsonNodeFactory.instance.textNode(clockTime.time() + zone);
    }

    @Override
    public String allowed() {
        return "a time of day such as '06:00' or '06:00 Europe/Berlin', or a duration such as 5h";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ObjectNode clockTime = JsonNodeFactory.instance.objectNode().put("type", "string");
        clockTime.put("pattern", "^" + TIME + "( +\\S{1,50})?$");
        schema.putArray("anyOf").add(clockTime).add(DURATION.schema());
        return schema;
    }
}
