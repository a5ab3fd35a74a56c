package io.jenkins.trainmodel.stop;

import java.util.Optional;

/** How one rule judges. It never changes: what the rule remembers is passed in and comes out again. */
interface RuleEvaluation {

    /** Whether the rule also looks within an epoch. */
    default boolean everyStep() {
        return false;
    }

    /**
     * Judges one observation: the end of an epoch or, for rules that are checked at every step, any.
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
