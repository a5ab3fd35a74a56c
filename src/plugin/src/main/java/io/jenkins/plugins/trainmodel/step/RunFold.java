package io.jenkins.plugins.trainmodel.step;

import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is remembered of a run while it is followed: its newest epoch, its best values, its end. Bounded in size. */
final class RunFold {
    private static final int MOST_METRICS = 200;

    private final SavedCheckpoints checkpoints = new SavedCheckpoints();
    private final Map<String, Double> best = new TreeMap<>();
    private Optional<Integer> plannedEpochs = Optional.empty();
    private Optional<TrainingEvent.Epoch> epoch = Optional.empty();
    private Optional<TrainingEvent.Finished> finished = Optional.empty();

    void add(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started started) {
            plannedEpochs = started.plannedEpochs();
        } else if (event instanceof TrainingEvent.Epoch complete) {
            epoch = Optional.of(complete);
            complete.metrics().forEach(this::remember);
        } else if (event instanceof TrainingEvent.CheckpointSaved saved) {
            checkpoints.add(saved);
        } else if (event instanceof TrainingEvent.Resumed) {
            finished = Optional.empty();
        } else if (event instanceof TrainingEvent.Finished end) {
            finished = Optional.of(end);
        }
    }

    private void remember(String metric, Double value) {
        Optional<Direction> direction = MetricNames.knownDirection(metric);
        if (direction.isPresent()
                && Double.isFinite(value)
                && (best.size() < MOST_METRICS || best.containsKey(metric))) {
            best.merge(metric, value, (old, now) -> direction.get().improves(now, old, 0) ? now : old);
        }
    }

    Optional<Integer> plannedEpochs() {
        return plannedEpochs;
    }

    SavedCheckpoints checkpoints() {
        return checkpoints;
    }

    Optional<TrainingEvent.Finished> finished() {
        return finished;
    }

    /** What the run has come to. */
    RunResult result(String outcome, String reason) {
        Optional<Best> checkpoint =
                finished.flatMap(TrainingEvent.Finished::best).or(() -> epoch.flatMap(TrainingEvent.Epoch::best));
        return new RunResult(
                outcome,
                reason,
                finished.stream()
                        .flatMap(end -> end.fired().stream())
                        .map(Verdict::rule)
                        .map(PlainText::of)
                        .limit(MOST_METRICS)
                        .toList(),
                epoch.map(TrainingEvent.Epoch::epoch).orElse(0),
                checkpoint.map(Best::epoch).orElse(0),
                finished.map(TrainingEvent.Finished::elapsedSeconds)
                        .or(() -> epoch.map(TrainingEvent.Epoch::elapsedSeconds))
                        .orElse(0.0),
                bounded(epoch.map(TrainingEvent.Epoch::metrics).orElse(Map.of())),
                bounded(best));
    }

    private static Map<String, Double> bounded(Map<String, Double> metrics) {
        Map<String, Double> some = new TreeMap<>();
        metrics.entrySet().stream().limit(MOST_METRICS).forEach(entry -> some.put(entry.getKey(), entry.getValue()));
        return some;
    }
}
