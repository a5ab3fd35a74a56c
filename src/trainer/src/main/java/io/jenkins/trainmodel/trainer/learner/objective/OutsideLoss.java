package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An objective whose loss is told outside of the engine, and whose metrics are those of the task. Some of these follow from the
 * task's own loss, which is measured beside the other for them.
 */
public record OutsideLoss(Objective task) implements Objective {
    private static final String OF_TASK = "lossOfTask";

    @Override
    public String lossExpression() {
        throw new UnsupportedOperationException("the loss is told outside of the engine");
    }

    @Override
    public List<String> preparations() {
        List<String> lines = new ArrayList<>(task.preparations());
        lines.add("loss_of_task = " + task.lossExpression());
        return lines;
    }

    /** The addend of the task's loss is over {@code loss}, as all losses are. */
    @Override
    public List<Sum> sums() {
        List<Sum> sums = new ArrayList<>(List.of(Sum.scalar(LOSS, "loss, alpha=n"), Sum.scalar(SAMPLES, "n")));
        for (Sum sum : task.sums()) {
            if (sum.name().equals(LOSS)) {
                sums.add(Sum.scalar(OF_TASK, "loss_of_task, alpha=n"));
            } else if (!sum.name().equals(SAMPLES)) {
                sums.add(sum);
            }
        }
        return sums;
    }

    @Override
    public List<NamedTensor> constants() {
        return task.constants();
    }

    @Override
    public Map<String, Double> metrics(Map<String, double[]> sums) {
        Map<String, double[]> ofTask = new HashMap<>(sums);
        ofTask.put(LOSS, sums.get(OF_TASK));
        Map<String, Double> metrics = new LinkedHashMap<>(task.metrics(ofTask));
        metrics.put(LOSS, sums.get(LOSS)[0] / sums.get(SAMPLES)[0]);
        return metrics;
    }
}
