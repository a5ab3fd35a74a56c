package example;

import io.jenkins.trainmodel.own.Metric;
import io.jenkins.trainmodel.own.Predictions;
import java.util.Map;
import java.util.TreeMap;

/** The mean over all classes of the share of their samples that is recognised: rare classes count as much as others. */
public final class BalancedAccuracy implements Metric {
    private final Map<Integer, long[]> classes = new TreeMap<>();

    @Override
    public String name() {
        return "balanced-accuracy";
    }

    @Override
    public void begin() {
        classes.clear();
    }

    @Override
    public void add(Predictions predictions) {
        for (int sample = 0; sample < predictions.samples(); sample++) {
            int label = predictions.label(sample);
            long[] counts = classes.computeIfAbsent(label, unseen -> new long[2]);
            counts[0] += largest(predictions.output(sample)) == label ? 1 : 0;
            counts[1]++;
        }
    }

    private static int largest(float[] logits) {
        int best = 0;
        for (int index = 1; index < logits.length; index++) {
            best = logits[index] > logits[best] ? index : best;
        }
        return best;
    }

    @Override
    public double value() {
        return classes.values().stream()
                .mapToDouble(counts -> (double) counts[0] / counts[1])
                .average()
                .orElse(Double.NaN);
    }
}
