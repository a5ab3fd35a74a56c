package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;

/**
 * Asks every rule about every observation of one run and decides whether the run ends. The same code decides while a run
 * trains and when an archived one is replayed. The rules never change; {@link #state()} is all that does, and an
 * evaluator resumed from it decides as this one would. Not safe for use by several threads.
 */
public final class StopEvaluator {
    private final RuleSet rules;
    private EvaluatorState state;

    private StopEvaluator(
            List<StopRule> rules, EvaluatorState state, References references, boolean pauses, OwnRules own) {
        this.rules = new RuleSet(rules, new RuleEvaluations(references, Limits.of(rules), pauses, own));
        this.state = state;
    }

    /** An evaluator for a run that begins, or is replayed: rules that users have written cannot be asked. */
    public static StopEvaluator start(List<StopRule> rules, References references) {
        return new StopEvaluator(rules, EvaluatorState.empty(), references, true, OwnRules.NONE);
    }

    /**
     * An evaluator for a run that goes on from a checkpoint. Rules are found again by name (those in a composite by the
     * names above them, too) and keep what they remember, also when parameters such as the patience have changed; a rule
     * of another type or on another metric begins anew, and the state of rules that are gone is dropped.
     */
    public static StopEvaluator resume(List<StopRule> rules, EvaluatorState state, References references) {
        return resume(rules, state, references, OwnRules.NONE);
    }

    /**
     * The same with rules among them that users have written.
     *
     * @param own asks those
     */
    public static StopEvaluator resume(
            List<StopRule> rules, EvaluatorState state, References references, OwnRules own) {
        return new StopEvaluator(rules, state, references, true, own);
    }

    /**
     * What the limits on epochs, steps and time say where a run is about to go on: it must not, when they have been reached
     * already, as in a run that was complete, or one that is resumed with lower limits or after its deadline. Milestones
     * and rules that look at metrics do not fire here.
     *
     * @param now as at the end of the last complete epoch, without metrics
     */
    public static Decision limitsReached(List<StopRule> rules, Observation now) {
        return new StopEvaluator(rules, EvaluatorState.empty(), References.none(), false, OwnRules.NONE).observe(now);
    }

    /**
     * Shows the rules one moment of the run. The order must be that of the run: each epoch's end once, with its steps
     * before it. Within an epoch only the rules that are checked at every step look.
     */
    public Decision observe(Observation observation) {
        RuleSet.Judgements judgements = rules.judge(observation, state.rules());
        Decision decision = Decision.on(judgements.verdicts());
        state = new EvaluatorState(judgements.states(), decision.fired());
        return decision;
    }

    /** What the rules remember now. */
    public EvaluatorState state() {
        return state;
    }
}
