package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chooses the best value that a replay reports. It is of the metric of the deciding rule, where that rule looks at one
 * metric that gets better in one direction; else of the first {@code earlyStopping} in the specification, else of the
 * first other rule of that kind, else of the validation loss, else of the training loss; none where no finite value of
 * any of them was measured. For {@code earlyStopping} it is the best that the rule itself remembers (with its
 * {@code minDelta} and {@code startEpoch}), for any other the strictly best value of an epoch.
 */
record BestSoFar(List<StopRule> rules, List<Observation> epochs, List<Decision> ledger) {

    Optional<Best> best(Optional<Decision> decision) {
        Stream<StopRule> deciding =
                decision.stream().flatMap(BestSoFar::deciding).flatMap(this::named);
        Stream<StopRule> all = Stream.concat(
                tree(rules).filter(StopRule.EarlyStopping.class::isInstance),
                tree(rules).filter(Predicate.not(StopRule.EarlyStopping.class::isInstance)));
        Stream<Optional<Best>> ofRules = Stream.concat(deciding, all).map(this::ofRule);
        Stream<Optional<Best>> ofLosses = Stream.of(MetricNames.VALIDATION_LOSS, MetricNames.TRAIN_LOSS)
                .map(loss -> measured(loss, Direction.MIN));
        return Stream.concat(ofRules, ofLosses).flatMap(Optional::stream).findFirst();
    }

    private Optional<Best> ofRule(StopRule rule) {
        return rule.accept(new TrackedMetric())
                .flatMap(tracked ->
                        remembered(rule, tracked.metric()).or(() -> measured(tracked.metric(), tracked.direction())));
    }

    private Optional<Best> remembered(StopRule rule, String metric) {
        return ledger.stream()
                .skip(Math.max(0, ledger.size() - 1))
                .flatMap(decision -> verdicts(decision.verdicts()))
                .filter(verdict ->
                        verdict.rule().equals(rule.name()) && verdict.best().isPresent())
                .findFirst()
                .map(verdict -> new Best(
                        metric,
                        verdict.bestEpoch().orElseThrow(),
                        verdict.best().orElseThrow()));
    }

    private Optional<Best> measured(String metric, Direction direction) {
        BestTracker tracker = BestTracker.of(metric, direction);
        for (Observation epoch : epochs) {
            tracker = tracker.with(epoch);
        }
        return tracker.best();
    }

    /** The deciding verdict, and those of its rules that made it fire. */
    private static Stream<Verdict> deciding(Decision decision) {
        return verdicts(List.of(decision.fired().get(0))).filter(Verdict::fired);
    }

    private Stream<StopRule> named(Verdict verdict) {
        return tree(rules).filter(rule -> rule.name().equals(verdict.rule()));
    }

    private static Stream<StopRule> tree(List<StopRule> rules) {
        return rules.stream().flatMap(rule -> Stream.concat(Stream.of(rule), tree(rule.rules())));
    }

    private static Stream<Verdict> verdicts(List<Verdict> verdicts) {
        return verdicts.stream().flatMap(verdict -> Stream.concat(Stream.of(verdict), verdicts(verdict.children())));
    }
}
