package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Horizon;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Fires when the metric's {@link LearningCurve} cannot reach the target by the horizon even where it is read
 * optimistically, or when the horizon has come without it. The horizon is the rule's number of epochs or training time
 * (turned into epochs by the mean time of an epoch so far), the nearer one of both; without either, the limits that the
 * run's other rules set. Warming until there are enough finite values; held once the target was reached.
 */
record UnreachableEvaluation(StopRule.Unreachable rule, Limits limits) implements RuleEvaluation {
    /** Bounds a checkpoint's size; a fit does not get better by more points. */
    private static final int MOST_POINTS = 512;

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        RuleState.History known = remembered(before);
        Optional<Double> measured = observation.metric(rule.metric());
        VerdictBuilder verdict = VerdictBuilder.of(rule).metric(rule.metric());
        if (measured.isEmpty()) {
            return Judgement.of(verdict.notMeasured(observation, rule.metric()), known);
        }
        RuleState.History history = with(known, observation.epoch(), measured.get());
        verdict.value(measured.get());
        OptionalDouble horizon = horizon(observation);
        return Judgement.of(
                horizon.isEmpty()
                        ? verdict.build(Verdict.Status.NOT_EVALUABLE, "nothing says how long the run may last")
                        : check(verdict, history, observation.epoch(), horizon.getAsDouble()),
                history);
    }

    private Verdict check(VerdictBuilder verdict, RuleState.History history, int epoch, double horizon) {
        if (rule.threshold().reachedBy(history.best())) {
            return verdict.build(Verdict.Status.HELD, rule.metric() + " has reached " + Wording.number(history.best()));
        }
        if (horizon < epoch + 1) {
            return verdict.build(
                    Verdict.Status.FIRED,
                    "no epoch is left in which " + rule.metric() + " could be "
                            + TargetEvaluation.bound(rule.threshold()));
        }
        if (history.points().size() < LearningCurve.MINIMUM_POINTS) {
            return verdict.build(
                    Verdict.Status.WARMING,
                    history.points().size() + " of the " + LearningCurve.MINIMUM_POINTS
                            + " values that a learning curve needs are there");
        }
        return forecast(verdict, history, epoch, (int) Math.min(horizon, Integer.MAX_VALUE));
    }

    /** The law goes one way only, so the best of the epochs left is the next or the last. */
    private Verdict forecast(VerdictBuilder verdict, RuleState.History history, int epoch, int horizon) {
        LearningCurve curve = new LearningCurve(history.points());
        Direction direction = rule.threshold().direction();
        LearningCurve.Forecast last = curve.forecast(direction, horizon);
        double next = curve.forecast(direction, epoch + 1).optimistic();
        double best =
                direction == Direction.MIN ? Math.min(next, last.optimistic()) : Math.max(next, last.optimistic());
        boolean reachable = !Double.isFinite(best) || rule.threshold().reachedBy(best);
        String explanation = rule.metric() + " heads for " + Wording.number(last.expected()) + " in epoch " + horizon
                + ", at the very best " + Wording.number(best) + ": " + (reachable ? "may still be " : "cannot be ")
                + TargetEvaluation.bound(rule.threshold());
        return verdict.firedIf(!reachable, explanation);
    }

    /** The last epoch that can still be completed. */
    private OptionalDouble horizon(Observation observation) {
        Horizon within = rule.within();
        boolean given = within.epochs().isPresent() || within.duration().isPresent();
        IntStream epochs = given ? within.epochs().stream().mapToInt(count -> count) : limits.epochs().stream();
        double perEpoch = observation.elapsedSeconds() / observation.epoch();
        DoubleStream byTime = (given ? within.duration() : limits.duration())
                .map(MaxDurationEvaluation::seconds).stream()
                        .mapToDouble(seconds -> Math.floor(seconds / perEpoch))
                        .filter(count -> !Double.isNaN(count));
        return DoubleStream.concat(epochs.asDoubleStream(), byTime).min();
    }

    private RuleState.History with(RuleState.History known, int epoch, double value) {
        if (!Double.isFinite(value)) {
            return known;
        }
        List<RuleState.Point> points = new ArrayList<>(known.points());
        points.add(new RuleState.Point(epoch, value));
        boolean better = known.mode().improves(value, known.best(), 0);
        return new RuleState.History(known.metric(), known.mode(), better ? value : known.best(), thinned(points));
    }

    private static List<RuleState.Point> thinned(List<RuleState.Point> points) {
        return points.size() <= MOST_POINTS
                ? points
                : IntStream.range(0, points.size())
                        .filter(index -> index % 2 == 0)
                        .mapToObj(points::get)
                        .toList();
    }

    private RuleState.History remembered(Optional<RuleState> before) {
        Direction direction = rule.threshold().direction();
        return before.filter(RuleState.History.class::isInstance)
                .map(RuleState.History.class::cast)
                .filter(state -> state.metric().equals(rule.metric()) && state.mode() == direction)
                .orElseGet(() -> new RuleState.History(rule.metric(), direction, direction.worst(), List.of()));
    }
}
