package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the model that a run keeps has measured, and what a run without one measured last.
 *
 * @param epoch that it is from, or behind which
 * @param metrics of that epoch, or of the step within one that it is from, and those of the test
 */
public record KeptModel(int epoch, Map<String, Double> metrics) {
    public KeptModel {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** The model of a run as its events tell it; empty before the first epoch. */
    public static Optional<KeptModel> of(RunHistory history) {
        Optional<Integer> kept = history.finished().flatMap(Conclusion.Finished::modelEpoch);
        Optional<Conclusion.Within> within = history.finished().flatMap(Conclusion.Finished::modelWithin);
        if (within.isPresent()) {
            return Optional.of(
                    new KeptModel(kept.orElse(0), withTest(within.get().metrics(), history)));
        }
        Optional<TrainingEvent.Epoch> epoch = kept.isPresent() ? epoch(history, kept.get()) : history.lastEpoch();
        return epoch.map(measured -> new KeptModel(measured.epoch(), withTest(measured.metrics(), history)));
    }

    /** The same run's model as its package knows it, with whatever else this one knows. */
    public KeptModel with(KeptModel packaged) {
        Map<String, Double> all = new TreeMap<>(metrics);
        all.putAll(packaged.metrics());
        return new KeptModel(packaged.epoch(), all);
    }

    private static Optional<TrainingEvent.Epoch> epoch(RunHistory history, int number) {
        return history.epochs().stream()
                .filter(epoch -> epoch.epoch() == number)
                .findFirst();
    }

    private static Map<String, Double> withTest(Map<String, Double> metrics, RunHistory history) {
        Map<String, Double> all = new TreeMap<>(metrics);
        history.tested().ifPresent(tested -> all.putAll(tested.result().byPath()));
        return all;
    }
}
