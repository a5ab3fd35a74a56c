package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.FinishBy;
import io.jenkins.trainmodel.stop.StopRule.MaxDuration;
import io.jenkins.trainmodel.stop.StopRule.MaxEpochs;
import io.jenkins.trainmodel.stop.StopRule.MaxSteps;
import io.jenkins.trainmodel.stop.StopRule.Milestone;
import java.time.Duration;
import java.util.List;

/** Rules on how long a run goes on. */
final class LimitRules {
    private static final int MOST_MILESTONES = 1000;

    private static final Key<MaxEpochs, Integer> EPOCHS =
            Key.required("epochs", Types.integer(1), MaxEpochs::epochs, "The number of epochs.");
    private static final Key<MaxSteps, Long> STEPS =
            Key.required("steps", Types.longInteger(1), MaxSteps::steps, "The number of optimizer steps.");
    private static final Key<MaxDuration, Duration> DURATION =
            Key.required("duration", Types.duration(), MaxDuration::duration, "The training time.");
    private static final Key<FinishBy, Deadline> DEADLINE = Key.required(
            "deadline",
            new DeadlineType(),
            FinishBy::deadline,
            "The next such time after the run's origin, in the machine's zone where none is named; or the time since then.");
    private static final Key<Milestone, List<Integer>> MILESTONES = Key.required(
            "epochs",
            Types.listOrSingle(Types.integer(1), MOST_MILESTONES),
            Milestone::epochs,
            "The epochs after which the run pauses, in rising order.");

    static final List<Variant<? extends StopRule>> ALL = List.of(
            RuleDeclaration.of("maxEpochs", MaxEpochs.class, Outcome.SUCCESS, "Fires when so many epochs are complete.")
                    .mainKey(EPOCHS)
                    .build((name, outcome, values) -> new MaxEpochs(name, outcome, values.get(EPOCHS))),
            RuleDeclaration.of(
                            "maxSteps",
                            MaxSteps.class,
                            Outcome.SUCCESS,
                            "Fires when so many optimizer steps are complete; checked every step.")
                    .mainKey(STEPS)
                    .build((name, outcome, values) -> new MaxSteps(name, outcome, values.get(STEPS))),
            RuleDeclaration.of(
                            "maxDuration",
                            MaxDuration.class,
                            Outcome.SUCCESS,
                            "Fires when the training time, counted over all resumes, reaches the duration; checked every step.")
                    .mainKey(DURATION)
                    .build((name, outcome, values) -> new MaxDuration(name, outcome, values.get(DURATION))),
            RuleDeclaration.of(
                            "finishBy",
                            FinishBy.class,
                            Outcome.SUCCESS,
                            "Fires so early that the model is saved and packaged by the deadline; checked every step.")
                    .mainKey(DEADLINE)
                    .build((name, outcome, values) -> new FinishBy(name, outcome, values.get(DEADLINE))),
            RuleDeclaration.of(
                            "milestone",
                            Milestone.class,
                            Outcome.SUCCESS,
                            "Fires after each of the epochs, for people to look; the run can be resumed.")
                    .mainKey(MILESTONES)
                    .check(LimitRules::checkOrder)
                    .build((name, outcome, values) -> new Milestone(name, outcome, values.get(MILESTONES))));

    private LimitRules() {}

    private static void checkOrder(Values values, ReadContext context) {
        List<Integer> epochs = values.find(MILESTONES).orElse(List.of());
        for (int index = 1; index < epochs.size(); index++) {
            if (epochs.get(index) <= epochs.get(index - 1)) {
                context.report(
                        values.node(MILESTONES),
                        epochs.get(index) + " after " + epochs.get(index - 1),
                        "epochs in rising order");
            }
        }
    }
}
