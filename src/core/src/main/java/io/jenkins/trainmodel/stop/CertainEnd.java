package io.jenkins.trainmodel.stop;

import io.jenkins.trainmodel.metric.MetricNames;
import java.util.List;

/**
 * Whether rules end a run in finite time whatever it measures. Limits on epochs, steps and time do, and planned stops that
 * are still to come. {@code earlyStopping} does where each improvement is larger than a {@code minDelta} above 0 and the
 * metric has a bound that it cannot improve beyond, such as 0 of a loss or 1 of an accuracy: there is room for so many
 * improvements only. Without {@code minDelta} ever smaller ones may go on for ever. A composite does where enough of its
 * rules fire from some epoch on at the end of every epoch, or where one is enough and fires at all.
 */
public final class CertainEnd {
    private CertainEnd() {}

    /**
     * Whether one of the rules is certain to fire.
     *
     * @param completedEpochs planned stops up to this epoch are over
     */
    public static boolean isSetBy(List<StopRule> rules, int completedEpochs) {
        return rules.stream().anyMatch(rule -> fires(rule, completedEpochs));
    }

    private static boolean fires(StopRule rule, int completedEpochs) {
        if (rule instanceof StopRule.Milestone milestone) {
            return milestone.epochs().stream().anyMatch(epoch -> epoch > completedEpochs);
        }
        return lasts(rule) || needed(rule) == 1 && isSetBy(rule.rules(), completedEpochs);
    }

    /** Whether the rule fires at the end of every epoch from some epoch on. */
    private static boolean lasts(StopRule rule) {
        if (rule.rules().isEmpty()) {
            return rule instanceof StopRule.MaxEpochs
                    || rule instanceof StopRule.MaxSteps
                    || rule instanceof StopRule.MaxDuration
                    || rule instanceof StopRule.FinishBy
                    || rule instanceof StopRule.EarlyStopping early && runsOutOfImprovements(early);
        }
        return rule.rules().stream().filter(CertainEnd::lasts).count() >= needed(rule);
    }

    private static boolean runsOutOfImprovements(StopRule.EarlyStopping rule) {
        boolean everyEpoch =
                rule.metric().startsWith(MetricNames.TRAIN) || rule.metric().startsWith(MetricNames.VALIDATION);
        // What gets better in a known direction is bounded there: losses and errors by 0, all others by 1.
        boolean bounded = MetricNames.knownDirection(rule.metric())
                .filter(rule.mode()::equals)
                .isPresent();
        return rule.minDelta() > 0 && everyEpoch && bounded;
    }

    private static int needed(StopRule rule) {
        if (rule instanceof StopRule.AtLeastOf some) {
            return some.count();
        }
        return rule instanceof StopRule.AllOf all ? all.rules().size() : 1;
    }
}
