package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Runs that the pictures show. */
final class PictureRuns {
    static final String TRAIN = "train/loss";
    static final String LOSS = "validation/loss";
    static final String ACCURACY = "validation/accuracy";
    static final String NORM = "gradient/norm";

    static final DoubleUnaryOperator FALLING = epoch -> 0.25 + 0.9 * Math.exp(-epoch / 4) + wiggle(epoch, 0.02);
    static final DoubleUnaryOperator TURNING =
            epoch -> 0.3 + 0.9 * Math.exp(-epoch / 3) + 0.012 * Math.max(0, epoch - 8) + wiggle(epoch, 0.02);
    static final DoubleUnaryOperator RISING = epoch -> 0.99 - 0.6 * Math.exp(-epoch / 5) + wiggle(epoch, 0.01);
    static final DoubleUnaryOperator NORMS = epoch -> 0.05 + 2 * Math.exp(-epoch / 4) + wiggle(epoch, 0.02);

    private PictureRuns() {}

    static StopRule early(int patience, double minDelta, OptionalDouble baseline, int startEpoch) {
        return Rules.early(LOSS, Direction.MIN, patience, minDelta, baseline, startEpoch);
    }

    static double wiggle(double epoch, double size) {
        return size * Math.sin(epoch * epoch * 1.7);
    }

    static Map<String, String> named(String... metrics) {
        Map<String, String> series = new LinkedHashMap<>();
        Arrays.stream(metrics).forEach(metric -> series.put(metric, metric));
        return series;
    }

    static List<RuleState.Point> points(int count, DoubleUnaryOperator curve) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(epoch -> new RuleState.Point(epoch, curve.applyAsDouble(epoch)))
                .toList();
    }

    static List<Observation> epochs(int count, Map<String, DoubleUnaryOperator> curves) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(epoch -> Table.epoch(
                        epoch,
                        curves.entrySet().stream()
                                .map(curve ->
                                        curve.getKey() + "=" + curve.getValue().applyAsDouble(epoch))
                                .toArray(String[]::new)))
                .toList();
    }

    /** Every step of so many epochs, 10 steps and 60 seconds each, with the training loss. */
    static List<Observation> steps(int epochs, DoubleUnaryOperator curve) {
        List<Observation> run = new ArrayList<>();
        for (int step = 1; step <= epochs * Picture.STEPS_AN_EPOCH; step++) {
            String loss = TRAIN + "=" + curve.applyAsDouble((double) step / Picture.STEPS_AN_EPOCH);
            boolean last = step % Picture.STEPS_AN_EPOCH == 0;
            run.add(last ? Table.epoch(step / Picture.STEPS_AN_EPOCH, loss) : Table.step(step, loss));
        }
        return run;
    }
}
