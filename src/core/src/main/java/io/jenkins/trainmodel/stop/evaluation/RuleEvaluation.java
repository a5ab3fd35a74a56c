package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/** How one rule judges. It never changes: what the rule remembers is passed in and comes out again. */
interface RuleEvaluation {

    /** Whether the rule judges this moment: by default, the end of an epoch. */
    default boolean looksAt(Observation observation) {
        return observation.epochEnd();
    }

    /** Whether a rule that checks its metric so often judges this moment. */
    static boolean looksEvery(Every every, String metric, Observation observation) {
        return observation.epochEnd()
                || every == Every.VALIDATION && observation.metric(metric).isPresent();
    }

    /**
     * Judges one observation that the rule looks at.
     *
     * @param before what the rule remembers; empty, or of another kind, when it has not looked yet
     */
    Judgement judge(Observation observation, Optional<RuleState> before);

    /** A verdict, and what the rule remembers after it. */
    record Judgement(Verdict verdict, Optional<RuleState> after) {

        /** The judgement of a rule that remembers nothing. */
        static Judgement of(Verdict verdict) {
            return new Judgement(verdict, Optional.empty());
        }

        static Judgement of(Verdict verdict, RuleState after) {
            return new Judgement(verdict, Optional.of(after));
        }
    }
}
