package io.jenkins.plugins.trainmodel.steer;

import hudson.Util;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.spec.schema.Types;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What came with a wish, as pages, programs and the command line give it.
 *
 * @param id by which the same wish is known should it come twice
 * @param why in the person's words, empty where none were given
 * @param keep what a stop keeps, empty: the best
 * @param epochs how many more, empty: none
 * @param duration how much more training time, empty: none
 * @param values of the specification by key
 */
public record SteeringWords(
        String id, String why, String keep, String epochs, String duration, Map<String, String> values) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String SET = "set";
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 10_000;

    public SteeringWords {
        values = new LinkedHashMap<>(values);
    }

    /**
     * Those of a request: {@code id}, {@code why}, {@code keep}, {@code epochs}, {@code duration}; values as {@code
     * set=KEY=VALUE}, several times, and as fields of a form, {@code set.KEY=VALUE}.
     */
    public static SteeringWords of(StaplerRequest2 request) throws SteeringRefusal {
        return new SteeringWords(
                        text(request, "id"),
                        text(request, "why"),
                        text(request, "keep"),
                        text(request, "epochs"),
                        text(request, "duration"),
                        values(request))
                .checked();
    }

    /** The id of who asks. */
    public static String who() {
        return Reader.id();
    }

    /** What a parameter of a request says; empty where it is not given. */
    public static String text(StaplerRequest2 request, String parameter) {
        return Util.fixNull(request.getParameter(parameter)).strip();
    }

    private static Map<String, String> values(StaplerRequest2 request) throws SteeringRefusal {
        String[] assignments = request.getParameterValues(SET);
        Map<String, String> values = assignments(assignments == null ? List.of() : List.of(assignments));
        for (String name : request.getParameterMap().keySet()) {
            if (name.startsWith(SET + ".")) {
                values.put(name.substring(SET.length() + 1), text(request, name));
            }
        }
        return values;
    }

    /** Values as a command line gives them, each {@code KEY=VALUE}. */
    public static Map<String, String> assignments(List<String> assignments) throws SteeringRefusal {
        Map<String, String> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw SteeringRefusal.wrong(Messages.Steering_noAssignment(shortened(assignment)));
            }
            values.put(
                    assignment.substring(0, equals).strip(),
                    assignment.substring(equals + 1).strip());
        }
        return values;
    }

    /** The same, if it is not too much, with an identifier where none was given. */
    public SteeringWords checked() throws SteeringRefusal {
        String known = id.isEmpty() ? UUID.randomUUID().toString() : id;
        if (!ID.matcher(known).matches()) {
            throw SteeringRefusal.wrong(Messages.Steering_wrongId());
        }
        if (why.length() > Command.LONGEST_REASON) {
            throw SteeringRefusal.wrong(Messages.Steering_longReason(Command.LONGEST_REASON));
        }
        boolean tooLong = values.entrySet().stream()
                .anyMatch(value -> value.getKey().length() + value.getValue().length() > LONGEST_VALUE);
        if (values.size() > MOST_VALUES || tooLong) {
            throw SteeringRefusal.wrong(Messages.Steering_tooMuch());
        }
        return new SteeringWords(known, why, keep, epochs, duration, values);
    }

    /** Whether more epochs or more time were asked for. */
    boolean extend() {
        return !epochs.isEmpty() || !duration.isEmpty();
    }

    /** How many more epochs, where that was asked for. */
    Optional<Integer> moreEpochs() throws SteeringRefusal {
        if (!epochs.isEmpty() && !epochs.matches("[0-9]{1,9}")) {
            throw SteeringRefusal.wrong(Messages.Steering_wrongEpochs());
        }
        return epochs.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(epochs));
    }

    /** How much more training time, where that was asked for. */
    Optional<Duration> moreTime() throws SteeringRefusal {
        Optional<Duration> time = Types.durationOf(duration);
        if (!duration.isEmpty() && time.isEmpty()) {
            throw SteeringRefusal.wrong(Messages.Steering_wrongDuration());
        }
        return time;
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
