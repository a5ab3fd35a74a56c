package io.jenkins.trainmodel.trainer.learner.score;

import io.jenkins.trainmodel.gate.SampledMetric;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.Classification;
import io.jenkins.trainmodel.trainer.learner.objective.LogitLoss;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;

/** The scores of a classifier. */
final class ClassScores implements SampleScores {
    private final int classes;
    private final LogitLoss logitLoss;
    private final double[] losses;
    private final int[] labels;
    private final int[] predictions;
    /** How many classes the model takes for likelier than the right one. */
    private final int[] ranks;

    private int samples;

    ClassScores(int classes, LogitLoss logitLoss, int samples) {
        this.classes = classes;
        this.logitLoss = logitLoss;
        losses = new double[samples];
        labels = new int[samples];
        predictions = new int[samples];
        ranks = new int[samples];
    }

    @Override
    public void add(float[] outputs, Batch batch) {
        SampleScores.requireFinite(outputs);
        for (int sample = 0; sample < batch.size(); sample++) {
            add(outputs, sample * classes, Math.toIntExact(batch.labels().getLong(sample * Long.BYTES)));
        }
    }

    /** Of equal outputs the first counts as the larger. */
    private void add(float[] outputs, int from, int label) {
        int best = 0;
        int likelier = 0;
        for (int output = 0; output < classes; output++) {
            best = outputs[from + output] > outputs[from + best] ? output : best;
            float ahead = outputs[from + output] - outputs[from + label];
            likelier += ahead > 0 || ahead == 0 && output < label ? 1 : 0;
        }
        losses[samples] = logitLoss.of(outputs, from, classes, label);
        labels[samples] = label;
        predictions[samples] = best;
        ranks[samples++] = likelier;
    }

    @Override
    public SampledMetric metric(String name) {
        if (name.equals(Objective.LOSS)) {
            return this::loss;
        }
        if (name.equals("f1")) {
            return this::macroF1;
        }
        if (name.equals("accuracy")) {
            return drawn -> amongFirst(1, drawn);
        }
        if (MetricNames.isTop(name)) {
            int first = Integer.parseInt(name.substring("top".length()));
            return drawn -> amongFirst(first, drawn);
        }
        throw new IllegalArgumentException(
                name + " of a classifier cannot be told sample by sample; loss, accuracy, f1 and top5, top3, … can");
    }

    private double loss(int[] drawn) {
        double sum = 0;
        double weight = 0;
        for (int sample : drawn) {
            sum += losses[sample];
            weight += logitLoss.weight(labels[sample]);
        }
        return sum / weight;
    }

    private double amongFirst(int count, int[] drawn) {
        int right = 0;
        for (int sample : drawn) {
            right += ranks[sample] < count ? 1 : 0;
        }
        return (double) right / drawn.length;
    }

    /** As {@link Classification} has it: the mean over the classes that were predicted or labelled at least once. */
    private double macroF1(int[] drawn) {
        int[] hits = new int[classes];
        int[] either = new int[classes];
        for (int sample : drawn) {
            either[labels[sample]]++;
            either[predictions[sample]]++;
            hits[labels[sample]] += labels[sample] == predictions[sample] ? 1 : 0;
        }
        double total = 0;
        int seen = 0;
        for (int i = 0; i < classes; i++) {
            if (either[i] > 0) {
                total += 2.0 * hits[i] / either[i];
                seen++;
            }
        }
        return total / seen;
    }
}
