package io.jenkins.trainmodel.stop.evaluation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jenkins.trainmodel.metric.Direction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule remembers between observations. It lives in the evaluator while a run trains and in every checkpoint, from
 * which a resumed run takes it; rules that remember nothing have none. A state names the metric it is about, so that it
 * is left behind when the rule of that name looks at another metric after a resume.
 *
 * <p>In JSON a number that is not finite is the string {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RuleState.Improvement.class, name = "improvement"),
    @JsonSubTypes.Type(value = RuleState.Streak.class, name = "streak"),
    @JsonSubTypes.Type(value = RuleState.Window.class, name = "window"),
    @JsonSubTypes.Type(value = RuleState.Rise.class, name = "rise"),
    @JsonSubTypes.Type(value = RuleState.History.class, name = "history"),
    @JsonSubTypes.Type(value = RuleState.Smoothed.class, name = "smoothed"),
    @JsonSubTypes.Type(value = RuleState.Own.class, name = "own"),
    @JsonSubTypes.Type(value = RuleState.Nested.class, name = "nested")
})
public sealed interface RuleState {

    /**
     * The best value and the checks since.
     *
     * @param best infinite, on the worse side, until a finite value was seen
     * @param bestEpoch 0 until then
     * @param waited consecutive checks without improvement
     */
    record Improvement(String metric, Direction mode, double best, int bestEpoch, int waited) implements RuleState {}

    /** Consecutive epochs in which a condition held. */
    record Streak(int epochs) implements RuleState {}

    /** The last values of a metric, the oldest first, finite or not. */
    record Window(String metric, List<Double> values) implements RuleState {
        public Window {
            values = List.copyOf(values);
        }
    }

    /**
     * Consecutive epochs of overfitting.
     *
     * @param previous the validation loss of the epoch before; NaN: none that can be compared with
     */
    record Rise(int epochs, double previous) implements RuleState {}

    /** The best value and the finite values of a metric so far, by epoch; thinned out when there are many. */
    record History(String metric, Direction mode, double best, List<Point> points) implements RuleState {
        public History {
            points = List.copyOf(points);
        }
    }

    /** A finite value and the epoch in which it was measured. */
    record Point(int epoch, double value) {}

    /**
     * What a rule on an averaged metric remembers.
     *
     * @param recent the values that are averaged
     * @param rule what the rule remembers of the averages
     */
    record Smoothed(Window recent, Optional<RuleState> rule) implements RuleState {
        public Smoothed {
            rule = rule == null ? Optional.empty() : rule;
        }
    }

    /**
     * What a rule that a user has written remembers.
     *
     * @param part the rule's name among the parts on the class path
     * @param saved its bytes in Base64
     */
    record Own(String part, String saved) implements RuleState {}

    /** The states of a composite's rules, by their key. */
    record Nested(Map<String, RuleState> rules) implements RuleState {
        public Nested {
            rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        }
    }
}
