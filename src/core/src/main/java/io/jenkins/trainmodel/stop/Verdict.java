package io.jenkins.trainmodel.stop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * A rule's answer to one observation.
 *
 * @param rule the rule's name
 * @param type the rule's type, as the specification writes it
 * @param status fired, held, warming or notEvaluable
 * @param outcome how the run ends if the rule fires
 * @param metric what the rule looks at, where it looks at one metric
 * @param value the value looked at; empty when it was not measured or is not finite
 * @param best the best value so far, for rules that remember one
 * @param bestEpoch the epoch of the best value
 * @param patienceLeft checks without improvement that are still allowed
 * @param progress how near the rule is to firing, from 0 to 1, where that can be said
 * @param explanation one sentence for people, with the numbers in it
 * @param children the verdicts of a composite's rules
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Verdict(
        String rule,
        String type,
        Status status,
        Outcome outcome,
        Optional<String> metric,
        Optional<Double> value,
        Optional<Double> best,
        Optional<Integer> bestEpoch,
        Optional<Integer> patienceLeft,
        Optional<Double> progress,
        String explanation,
        List<Verdict> children) {

    /** Takes what an event log left out for empty. */
    public Verdict {
        metric = orEmpty(metric);
        value = orEmpty(value);
        best = orEmpty(best);
        bestEpoch = orEmpty(bestEpoch);
        patienceLeft = orEmpty(patienceLeft);
        progress = orEmpty(progress);
        children = children == null ? List.of() : List.copyOf(children);
    }

    public enum Status {
        FIRED("fired"),
        HELD("held"),
        WARMING("warming"),
        NOT_EVALUABLE("notEvaluable");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }

    public boolean fired() {
        return status == Status.FIRED;
    }

    /** The same with more words at the end of its explanation. */
    public Verdict saying(String more) {
        return new Verdict(
                rule,
                type,
                status,
                outcome,
                metric,
                value,
                best,
                bestEpoch,
                patienceLeft,
                progress,
                explanation + more,
                children);
    }

    private static <T> Optional<T> orEmpty(Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
