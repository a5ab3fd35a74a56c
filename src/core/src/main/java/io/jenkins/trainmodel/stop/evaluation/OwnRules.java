package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/** Asks rules that users have written. */
@FunctionalInterface
public interface OwnRules {
    /** Where their code is not at hand, as in a replay. */
    OwnRules NONE = (rule, observation, saved) -> new Judged(
            Verdict.Status.NOT_EVALUABLE,
            Optional.empty(),
            "the rule " + rule.part().name() + " is code of your own, which is asked only while a run trains",
            saved.orElse(""));

    /**
     * Shows a rule the end of an epoch.
     *
     * @param saved what the rule remembers, in Base64; empty where it remembers nothing yet
     */
    Judged judge(StopRule.Custom rule, Observation observation, Optional<String> saved);

    /**
     * What a rule says.
     *
     * @param value the number that it looked at
     * @param explanation one sentence without the full stop
     * @param saved what it remembers now, in Base64
     */
    record Judged(Verdict.Status status, Optional<Double> value, String explanation, String saved) {}
}
