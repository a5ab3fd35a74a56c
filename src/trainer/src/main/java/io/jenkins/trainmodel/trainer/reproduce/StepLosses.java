package io.jenkins.trainmodel.trainer.reproduce;

import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.MetricNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run has measured on its way and what follows from its recipe alone: losses and metrics, but no times.
 *
 * @param ofSteps by step the mean loss since the reading before
 * @param ofEpochs by the step after which an epoch was complete, its metrics
 */
record StepLosses(TreeMap<Long, Double> ofSteps, TreeMap<Long, Map<String, Double>> ofEpochs) {

    /** Of a log; what was trained again after a crash stands as it was last. */
    static StepLosses read(Path log) throws IOException {
        StepLosses losses = new StepLosses(new TreeMap<>(), new TreeMap<>());
        try (EventReader events = EventReader.open(log)) {
            while (events.hasNext()) {
                losses.add(events.next().event());
            }
        }
        return losses;
    }

    private void add(TrainingEvent event) {
        if (event instanceof TrainingEvent.Step step && step.metrics().containsKey(MetricNames.TRAIN_LOSS)) {
            ofSteps.put(step.step(), step.metrics().get(MetricNames.TRAIN_LOSS));
        } else if (event instanceof TrainingEvent.Epoch epoch) {
            Map<String, Double> metrics = new TreeMap<>(epoch.metrics());
            metrics.keySet()
                    .removeIf(name -> !name.startsWith(MetricNames.TRAIN) && !name.startsWith(MetricNames.VALIDATION));
            ofEpochs.put(epoch.step(), metrics);
        } else if (event instanceof TrainingEvent.Resumed resumed && resumed.supersedes()) {
            ofSteps.tailMap(resumed.step(), false).clear();
            ofEpochs.tailMap(resumed.step(), false).clear();
        }
    }

    /** The first number that another run has measured otherwise at the same step; empty where there is none. */
    Optional<Difference> firstDifference(StepLosses other) {
        Optional<Difference> step = ofSteps.entrySet().stream()
                .filter(mine -> other.ofSteps.containsKey(mine.getKey()))
                .flatMap(
                        mine -> difference(
                                MetricNames.TRAIN_LOSS,
                                mine.getValue(),
                                other.ofSteps.get(mine.getKey()),
                                mine.getKey())
                                .stream())
                .findFirst();
        Optional<Difference> epoch = ofEpochs.entrySet().stream()
                .filter(mine -> other.ofEpochs.containsKey(mine.getKey()))
                .flatMap(mine -> firstOf(mine.getValue(), other.ofEpochs.get(mine.getKey()), mine.getKey()).stream())
                .findFirst();
        return step.filter(
                        found -> epoch.isEmpty() || found.step() <= epoch.get().step())
                .or(() -> epoch);
    }

    private static Optional<Difference> firstOf(Map<String, Double> mine, Map<String, Double> others, long step) {
        return mine.entrySet().stream()
                .filter(metric -> others.containsKey(metric.getKey()))
                .flatMap(metric ->
                        difference(metric.getKey(), metric.getValue(), others.get(metric.getKey()), step).stream())
                .findFirst();
    }

    private static Optional<Difference> difference(String metric, double recorded, double found, long step) {
        return Double.compare(recorded, found) == 0
                ? Optional.empty()
                : Optional.of(new Difference(
                        Difference.Kind.METRIC, metric, Double.toString(recorded), Double.toString(found), step));
    }
}
