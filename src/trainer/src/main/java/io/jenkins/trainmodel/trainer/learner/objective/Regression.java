package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Mean squared error of one predicted value. */
public final class Regression implements Objective {
    private static final String ABSOLUTE = "absoluteError";
    private static final String LABELS = "labels";
    private static final String LABEL_SQUARES = "labelSquares";
    private static final List<String> KNOWN = List.of("mae", "rmse", "r2");

    /** The share of the labels' squares below which their spread is only rounding. */
    private static final double ROUNDING = 1e-12;

    private final List<String> metrics;
    private final double labelScale;

    /**
     * Measures these metrics besides the loss.
     *
     * @param labelScale by which labels were divided; what is measured is multiplied by it, squares twice
     */
    public Regression(List<String> metrics, double labelScale) {
        this.labelScale = labelScale;
        this.metrics = List.copyOf(metrics);
        for (String metric : metrics) {
            if (!KNOWN.contains(metric)) {
                throw new IllegalArgumentException(
                        "a regression has no metric " + metric + "; it has " + String.join(", ", KNOWN));
            }
        }
    }

    @Override
    public List<NamedTensor> constants() {
        return List.of();
    }

    @Override
    public String lossExpression() {
        return "torch.mse_loss(torch.reshape(outputs, [-1]), targets, 1)";
    }

    @Override
    public List<String> preparations() {
        return metrics.contains("r2") ? List.of("wide = targets.to(7)") : List.of();
    }

    @Override
    public List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        sums.add(Sum.scalar(LOSS, "loss, alpha=n"));
        sums.add(Sum.scalar(SAMPLES, "n"));
        if (metrics.contains("mae")) {
            sums.add(Sum.scalar(ABSOLUTE, "torch.sum(torch.abs(torch.sub(torch.reshape(outputs, [-1]), targets)))"));
        }
        if (metrics.contains("r2")) {
            sums.add(Sum.scalar(LABELS, "torch.sum(wide)"));
            sums.add(Sum.scalar(LABEL_SQUARES, "torch.sum(torch.mul(wide, wide))"));
        }
        return sums;
    }

    @Override
    public Map<String, Double> metrics(Map<String, double[]> sums) {
        Map<String, Double> values = new LinkedHashMap<>();
        double meanSquare = labelScale * labelScale * sums.get(LOSS)[0] / sums.get(SAMPLES)[0];
        values.put(LOSS, meanSquare);
        for (String metric : metrics) {
            switch (metric) {
                case "mae" -> values.put(metric, labelScale * sums.get(ABSOLUTE)[0] / sums.get(SAMPLES)[0]);
                case "rmse" -> values.put(metric, Math.sqrt(meanSquare));
                default -> determination(sums).ifPresent(value -> values.put(metric, value));
            }
        }
        return values;
    }

    /**
     * 1 - residual sum of squares / total sum of squares; empty where all labels are equal, as those of a single sample are:
     * there is no spread of which a share could be explained.
     */
    private static OptionalDouble determination(Map<String, double[]> sums) {
        double mean = sums.get(LABELS)[0] / sums.get(SAMPLES)[0];
        double total = sums.get(LABEL_SQUARES)[0] - mean * sums.get(LABELS)[0];
        return total > ROUNDING * sums.get(LABEL_SQUARES)[0]
                ? OptionalDouble.of(1 - sums.get(LOSS)[0] / total)
                : OptionalDouble.empty();
    }
}
