package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.EvaluatorState;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.OwnRules;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The stop rules of a running training, with what they remember and what they compare it with. A specification that changes
 * brings other rules; those that stay go on with what they remember. Confined to the training thread.
 */
public final class RunRules {
    private final ComparedRuns comparedRuns;
    private final OwnRules own;
    private List<StopRule> rules;
    private StopEvaluator evaluator;

    /**
     * Of a run that begins, or goes on.
     *
     * @param state what they remember
     * @param own asks those that users have written
     */
    RunRules(List<StopRule> rules, EvaluatorState state, ComparedRuns comparedRuns, OwnRules own) {
        this.comparedRuns = comparedRuns;
        this.own = own;
        evaluate(rules, state);
    }

    private void evaluate(List<StopRule> changed, EvaluatorState state) {
        rules = changed;
        evaluator = StopEvaluator.resume(changed, state, comparedRuns.curves(), own);
    }

    /** Goes on by others. */
    void follow(List<StopRule> changed) {
        evaluate(changed, state());
    }

    /** Gives early stopping its patience anew. */
    public void renewPatience() {
        evaluate(rules, state().withPatienceAnew());
    }

    /** As {@link StopEvaluator#observe}. */
    public Decision observe(Observation observation) {
        return evaluator.observe(observation);
    }

    /** What they remember now. */
    public EvaluatorState state() {
        return evaluator.state();
    }

    /** The runs before, as they were when the process began. */
    ComparedRuns comparedRuns() {
        return comparedRuns;
    }

    /** The epochs that they allow at most. */
    Optional<Integer> plannedEpochs(int stepsPerEpoch) {
        OptionalInt planned = Limits.of(rules).plannedEpochs(stepsPerEpoch);
        return planned.isPresent() ? Optional.of(planned.getAsInt()) : Optional.empty();
    }
}
