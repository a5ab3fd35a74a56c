package io.jenkins.trainmodel.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.Optional;

/**
 * A gate's answer to the kept model.
 *
 * @param gate the condition in a few words
 * @param metric the path of the metric that was judged
 * @param comparison how the model stands to the reference, of gates that compare with one
 * @param value the model's; empty where it was not measured or is not finite
 * @param reference the reference's value, or the mean of the accepted runs whose spread was taken
 * @param bound the worst value with which the gate holds
 * @param tolerance how far from the reference the bound lies, in the metric's unit
 * @param runs the accepted runs whose spread was taken, or that were too few for one
 * @param outcome how the run ends at best where the gate does not hold
 * @param sentence for people, with the numbers in it, without a full stop
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GateVerdict(
        String gate,
        String metric,
        Answer answer,
        Optional<Comparison> comparison,
        Optional<Double> value,
        Optional<Double> reference,
        Optional<Double> bound,
        Optional<Double> tolerance,
        Optional<Integer> runs,
        Outcome outcome,
        String sentence) {

    /** Takes what an event log left out for empty. */
    public GateVerdict {
        comparison = orEmpty(comparison);
        value = orEmpty(value);
        reference = orEmpty(reference);
        bound = orEmpty(bound);
        tolerance = orEmpty(tolerance);
        runs = orEmpty(runs);
    }

    /** Whether the gate let the model pass. */
    public enum Answer {
        HELD("held"),
        FAILED("failed"),
        /** A number is missing that the gate needs: the model does not pass. */
        NOT_EVALUABLE("notEvaluable");

        private final String word;

        Answer(String word) {
            this.word = word;
        }

        /** The word of events. */
        @JsonValue
        public String word() {
            return word;
        }

        /** The words for people. */
        public String words() {
            return this == NOT_EVALUABLE ? "cannot tell" : word;
        }
    }

    public boolean held() {
        return answer == Answer.HELD;
    }

    private static <T> Optional<T> orEmpty(Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
