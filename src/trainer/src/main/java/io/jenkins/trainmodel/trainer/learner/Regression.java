package io.jenkins.trainmodel.trainer.learner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mean squared error of one predicted value. */
final class Regression implements Objective {
    private static final String ABSOLUTE = "absoluteError";
    private static final String LABELS = "labels";
    private static final String LABEL_SQUARES = "labelSquares";
    private static final List<String> KNOWN = List.of("mae", "rmse", "r2");

    private final List<String> metrics;

    Regression(List<String> metrics) {
        this.metrics = List.copyOf(metrics);
        for (String metric : metrics) {
            if (!KNOWN.contains(metric)) {
                throw new IllegalArgumentException(
                        "a regression has no metric " + metric + "; it has " + String.join(", ", KNOWN));
            }
        }
    }

    @Override
    public float[] classWeights() {
        return new float[0];
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
        sums.add(Sum.scalar(LOSS, "torch.mul(loss, n)"));
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
        double meanSquare = sums.get(LOSS)[0] / sums.get(SAMPLES)[0];
        values.put(LOSS, meanSquare);
        for (String metric : metrics) {
            values.put(
                    metric,
                    switch (metric) {
                        case "mae" -> sums.get(ABSOLUTE)[0] / sums.get(SAMPLES)[0];
                        case "rmse" -> Math.sqrt(meanSquare);
                        default -> determination(sums);
                    });
        }
        return values;
    }

    /** 1 - residual sum of squares / total sum of squares; with equal labels 1 if all were met, else 0. */
    private static double determination(Map<String, double[]> sums) {
        double mean = sums.get(LABELS)[0] / sums.get(SAMPLES)[0];
        double total = sums.get(LABEL_SQUARES)[0] - mean * sums.get(LABELS)[0];
        double residual = sums.get(LOSS)[0];
        if (total <= 0) {
            return residual == 0 ? 1 : 0;
        }
        return 1 - residual / total;
    }
}
