package io.jenkins.plugins.trainmodel.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every rule, with as little as it needs and with everything. */
final class StopConditions {
    private StopConditions() {}

    /** Only what is required. */
    static List<StopCondition> least() {
        TargetCondition target = new TargetCondition("validation/accuracy");
        target.setAtLeast(0.97);
        UnreachableCondition unreachable = new UnreachableCondition("validation/accuracy");
        unreachable.setAtLeast(0.97);
        unreachable.setWithin("50");
        BehindReferenceCondition behind = new BehindReferenceCondition("validation/loss");
        behind.setReference("../best/events.jsonl");
        return List.of(
                new MaxEpochsCondition(100),
                new MaxStepsCondition(5_000_000_000L),
                new MaxDurationCondition("4h"),
                new FinishByCondition("06:00 Europe/Berlin"),
                target,
                new LossBelowCondition(0.1),
                new EarlyStoppingCondition("validation/loss"),
                new GradientBelowCondition(0.001),
                new GradientChangeBelowCondition(0.01),
                new PlateauCondition("train/loss", 0.005),
                new DivergedCondition(),
                new OverfittingCondition(0.2),
                behind,
                unreachable,
                new MilestoneCondition("5, 10"),
                new AllOfCondition(List.of(new LossBelowCondition(0.1), new MaxEpochsCondition(7))),
                new AnyOfCondition(List.of(new LossBelowCondition(0.1))),
                new AtLeastOfCondition(1, List.of(new LossBelowCondition(0.1), new MaxEpochsCondition(8))),
                new ScoreCondition(weights(), 0.9),
                custom());
    }

    /** Every parameter, none with its usual value. */
    static List<StopCondition> full() {
        List<StopCondition> rules = List.of(
                named(new MaxEpochsCondition(100)),
                named(target()),
                named(earlyStopping()),
                named(gradientBelow()),
                named(gradientChangeBelow()),
                named(plateau()),
                named(diverged()),
                named(overfitting()),
                named(behindReference()),
                named(unreachable()),
                named(new MilestoneCondition("5")),
                named(new CustomCondition("mine")),
                named(new AllOfCondition(List.of(named(new LossBelowCondition(0.1)), new MaxStepsCondition(3)))));
        return rules;
    }

    private static RuleCondition named(RuleCondition rule) {
        rule.setName("the " + rule.getClass().getSimpleName());
        rule.setOutcome("unstable");
        return rule;
    }

    private static CustomCondition custom() {
        CustomCondition rule = new CustomCondition("in-a-row");
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("metric", "validation/accuracy");
        options.put("atLeast", 0.9);
        options.put("epochs", 3);
        options.put("strict", true);
        rule.setOptions(options);
        return rule;
    }

    private static TargetCondition target() {
        TargetCondition target = new TargetCondition("validation/loss");
        target.setAtMost(0.25);
        target.setSmooth(2);
        return target;
    }

    private static EarlyStoppingCondition earlyStopping() {
        EarlyStoppingCondition rule = new EarlyStoppingCondition("gradient/norm");
        rule.setMode("min");
        rule.setPatience(5);
        rule.setMinDelta(0.002);
        rule.setBaseline(0.5);
        rule.setStartEpoch(3);
        rule.setRestoreBest(false);
        rule.setSmooth(3);
        return rule;
    }

    private static GradientBelowCondition gradientBelow() {
        GradientBelowCondition rule = new GradientBelowCondition(0.001);
        rule.setPatience(3);
        return rule;
    }

    private static GradientChangeBelowCondition gradientChangeBelow() {
        GradientChangeBelowCondition rule = new GradientChangeBelowCondition(0.01);
        rule.setWindow(4);
        return rule;
    }

    private static PlateauCondition plateau() {
        PlateauCondition rule = new PlateauCondition("validation/loss", 0.005);
        rule.setEvery("validation");
        rule.setWindow(20);
        rule.setStartEpoch(4);
        return rule;
    }

    private static DivergedCondition diverged() {
        DivergedCondition rule = new DivergedCondition();
        rule.setLossAbove(100.0);
        rule.setGradientAbove(1e6);
        rule.setNonFinite(false);
        return rule;
    }

    private static OverfittingCondition overfitting() {
        OverfittingCondition rule = new OverfittingCondition(0.2);
        rule.setPatience(4);
        return rule;
    }

    private static BehindReferenceCondition behindReference() {
        BehindReferenceCondition rule = new BehindReferenceCondition("gradient/norm");
        rule.setMode("max");
        rule.setSlack(0.1);
        rule.setReference("reference.csv");
        rule.setSmooth(4);
        return rule;
    }

    private static UnreachableCondition unreachable() {
        UnreachableCondition rule = new UnreachableCondition("validation/loss");
        rule.setAtMost(0.1);
        rule.setWithin("2h");
        rule.setSmooth(5);
        return rule;
    }

    private static Map<String, Object> weights() {
        Map<String, Object> weights = new LinkedHashMap<>();
        weights.put("validation/accuracy", 0.7);
        weights.put("validation/loss", -0.3);
        return weights;
    }
}
