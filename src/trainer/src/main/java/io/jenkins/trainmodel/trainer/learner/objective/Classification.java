package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cross-entropy over logits, with label smoothing (Szegedy et al. 2016, section 7) and class weights. As in PyTorch the
 * mean over a batch with class weights divides by the sum of its samples' weights.
 */
public final class Classification implements Objective {
    private static final Pattern TOP = Pattern.compile("top([1-9][0-9]{0,5})");
    private static final String WEIGHT = "weight";
    private static final String CORRECT = "correct";
    private static final String HITS = "truePositives";
    private static final String PREDICTED = "predicted";
    private static final String LABELLED = "labelled";

    private final int classes;
    private final List<String> metrics;
    private final double labelSmoothing;
    private final float[] classWeights;

    public Classification(int classes, List<String> metrics, double labelSmoothing, float[] classWeights) {
        this.classes = classes;
        this.metrics = List.copyOf(metrics);
        this.labelSmoothing = labelSmoothing;
        this.classWeights = classWeights.clone();
        for (String metric : metrics) {
            if (!metric.equals("accuracy")
                    && !metric.equals("f1")
                    && !TOP.matcher(metric).matches()) {
                throw new IllegalArgumentException(
                        "a classifier has no metric " + metric + "; it has accuracy, f1 and top5, top3, …");
            }
        }
    }

    private boolean weighted() {
        return classWeights.length > 0;
    }

    @Override
    public List<NamedTensor> constants() {
        return weighted()
                ? List.of(HostTensor.of("class_weights", List.of((long) classWeights.length), classWeights))
                : List.of();
    }

    @Override
    public String lossExpression() {
        String weights = weighted() ? "self.class_weights" : "None";
        return "torch.cross_entropy_loss(outputs, targets, " + weights + ", 1, -100, " + labelSmoothing + ")";
    }

    @Override
    public List<String> preparations() {
        List<String> lines = new ArrayList<>();
        if (weighted()) {
            lines.add("weight = torch.sum(torch.index_select(self.class_weights, 0, targets))");
        }
        if (metrics.contains("accuracy") || metrics.contains("f1")) {
            lines.add("predicted = torch.argmax(outputs, 1)");
            lines.add("hits = torch.eq(predicted, targets)");
        }
        if (metrics.contains("f1")) {
            lines.add("hit_ones = hits.to(7)");
            lines.add("ones = torch.ones_like(hit_ones)");
        }
        return lines;
    }

    @Override
    public List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        sums.add(Sum.scalar(LOSS, weighted() ? "torch.mul(loss, weight)" : "loss, alpha=n"));
        sums.add(Sum.scalar(SAMPLES, "n"));
        if (weighted()) {
            sums.add(Sum.scalar(WEIGHT, "weight"));
        }
        for (String metric : metrics) {
            Matcher top = TOP.matcher(metric);
            if (metric.equals("accuracy")) {
                sums.add(Sum.scalar(CORRECT, "torch.sum(hits)"));
            } else if (top.matches()) {
                sums.add(Sum.scalar(metric, amongTop(Math.min(Integer.parseInt(top.group(1)), classes))));
            } else {
                sums.add(new Sum(HITS, classes, scattered("predicted", "hit_ones")));
                sums.add(new Sum(PREDICTED, classes, scattered("predicted", "ones")));
                sums.add(new Sum(LABELLED, classes, scattered("targets", "ones")));
            }
        }
        return sums;
    }

    private static String amongTop(int k) {
        return "torch.sum(torch.eq((torch.topk(outputs, " + k + ", 1, True, False))[1], torch.unsqueeze(targets, 1)))";
    }

    private String scattered(String indices, String values) {
        return "torch.scatter_add(torch.zeros([" + classes + "], dtype=7, device=outputs.device), 0, " + indices + ", "
                + values + ")";
    }

    @Override
    public Map<String, Double> metrics(Map<String, double[]> sums) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(LOSS, sums.get(LOSS)[0] / sums.get(weighted() ? WEIGHT : SAMPLES)[0]);
        for (String metric : metrics) {
            values.put(metric, metric.equals("f1") ? macroF1(sums) : share(sums, metric));
        }
        return values;
    }

    private static double share(Map<String, double[]> sums, String metric) {
        return sums.get(metric.equals("accuracy") ? CORRECT : metric)[0] / sums.get(SAMPLES)[0];
    }

    /** Mean of 2 hits / (predicted + labelled) over the classes that were predicted or labelled at least once. */
    private static double macroF1(Map<String, double[]> sums) {
        double total = 0;
        int seen = 0;
        for (int i = 0; i < sums.get(HITS).length; i++) {
            double both = sums.get(PREDICTED)[i] + sums.get(LABELLED)[i];
            if (both > 0) {
                total += 2 * sums.get(HITS)[i] / both;
                seen++;
            }
        }
        return total / seen;
    }
}
