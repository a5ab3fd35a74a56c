package io.jenkins.trainmodel.trainer.optimizer;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.ScheduleSpec;
import java.util.Map;

/**
 * What a plateau schedule remembers; saved in every checkpoint. The counting is that of Keras's {@code ReduceLROnPlateau}:
 * the drop comes at the {@code patience}-th consecutive check without improvement, and the count then begins anew.
 * (PyTorch's scheduler of the name drops one check later.) During the cooldown nothing is counted, as in PyTorch; in Keras
 * its last check is.
 *
 * @param metric what was looked at
 * @param mode which way it gets better
 * @param best the best value so far; infinite, on the worse side, until a finite one was seen
 * @param waited consecutive checks without improvement
 * @param cooldown checks that are still not counted
 * @param scale what drops have left of the learning rate
 */
record PlateauDrops(String metric, Direction mode, double best, int waited, int cooldown, double scale) {
    static PlateauDrops begin(ScheduleSpec.Plateau schedule) {
        return new PlateauDrops(
                schedule.metric(), schedule.mode(), schedule.mode().worst(), 0, 0, 1);
    }

    /** The same for a schedule that may have changed: on another metric the count begins anew, and the scale stays. */
    PlateauDrops under(ScheduleSpec.Plateau schedule) {
        boolean same = metric.equals(schedule.metric()) && mode == schedule.mode();
        return same
                ? this
                : new PlateauDrops(
                        schedule.metric(), schedule.mode(), schedule.mode().worst(), 0, 0, scale);
    }

    /**
     * After a check.
     *
     * @param learningRate the highest of the schedule, which the scale is a share of
     */
    PlateauDrops after(double value, ScheduleSpec.Plateau schedule, double learningRate) {
        int cooling = Math.max(0, cooldown - 1);
        if (mode.improves(value, best, schedule.minDelta())) {
            return new PlateauDrops(metric, mode, value, 0, cooling, scale);
        }
        if (cooldown > 0) {
            return new PlateauDrops(metric, mode, best, 0, cooling, scale);
        }
        double lowest = Math.min(scale, schedule.minLearningRate() / learningRate);
        boolean drops = waited + 1 >= schedule.patience() && scale > lowest;
        return drops
                ? new PlateauDrops(
                        metric, mode, best, 0, schedule.cooldown(), Math.max(lowest, scale * schedule.factor()))
                : new PlateauDrops(metric, mode, best, waited + 1, 0, scale);
    }

    /** As a checkpoint keeps it. */
    Map<String, String> toMap() {
        return Map.of(
                "metric", metric,
                "mode", mode.name(),
                "best", Double.toString(best),
                "waited", Integer.toString(waited),
                "cooldown", Integer.toString(cooldown),
                "scale", Double.toString(scale));
    }

    static PlateauDrops ofMap(Map<String, String> saved) {
        return new PlateauDrops(
                saved.get("metric"),
                Direction.valueOf(saved.get("mode")),
                Double.parseDouble(saved.get("best")),
                Integer.parseInt(saved.get("waited")),
                Integer.parseInt(saved.get("cooldown")),
                Double.parseDouble(saved.get("scale")));
    }
}
