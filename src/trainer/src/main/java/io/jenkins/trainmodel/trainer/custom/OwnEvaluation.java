package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import io.jenkins.trainmodel.trainer.learner.Learner;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What metrics of users' own say of a model outside of its run: by objects to which nothing was shown before, and only where
 * the class path is that of the run.
 *
 * @param values by name without prefix; what is no number is missing
 * @param remembering names of those that have something to remember, so that in the run they may have said something else
 * @param note why nothing was measured, one sentence; empty where all was
 */
public record OwnEvaluation(Map<String, Double> values, Set<String> remembering, Optional<String> note) {
    private static final OwnEvaluation NOTHING = new OwnEvaluation(Map.of(), Set.of(), Optional.empty());

    /**
     * Measures a model.
     *
     * @param spec of its run
     * @param then the class path of its run
     * @param signature what its inputs and outputs mean
     * @param batches begins to read the samples
     */
    public static OwnEvaluation of(
            TrainingSpec spec,
            Fingerprints then,
            Learner learner,
            DataSignature signature,
            Supplier<? extends BatchStream> batches)
            throws IOException {
        if (spec.training().customMetrics().isEmpty()) {
            return NOTHING;
        }
        try (OwnParts parts = OwnParts.open(spec.own().classpath())) {
            Optional<String> difference = parts.fingerprints().differenceFrom(then);
            return difference.isPresent()
                    ? without(difference.get())
                    : of(new OwnMetrics(parts, spec.training().customMetrics()), spec, learner, signature, batches);
        } catch (PartException absent) {
            return without(absent.getMessage());
        }
    }

    private static OwnEvaluation of(
            OwnMetrics metrics,
            TrainingSpec spec,
            Learner learner,
            DataSignature signature,
            Supplier<? extends BatchStream> batches) {
        try (BatchStream stream = batches.get()) {
            Map<String, Double> values = metrics.measure(learner, spec.data().task(), signature, stream);
            return new OwnEvaluation(finite(values), metrics.remembering(), Optional.empty());
        }
    }

    private static OwnEvaluation without(String why) {
        return new OwnEvaluation(
                Map.of(), Set.of(), Optional.of("Metrics of your own were not measured: " + why + "."));
    }

    /** What can be compared with what was measured in the run. */
    public Map<String, Double> comparable() {
        Map<String, Double> comparable = new TreeMap<>(values);
        comparable.keySet().removeAll(remembering);
        return comparable;
    }

    static Map<String, Double> finite(Map<String, Double> values) {
        Map<String, Double> finite = new TreeMap<>(values);
        finite.values().removeIf(value -> !Double.isFinite(value));
        return finite;
    }
}
