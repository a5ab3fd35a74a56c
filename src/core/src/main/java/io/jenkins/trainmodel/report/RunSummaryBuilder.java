package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sums a history up. */
final class RunSummaryBuilder {
    private static final RunSummary.Size UNKNOWN_SIZE = new RunSummary.Size(0, 0, 0, 0, 0);

    private final RunHistory history;
    private final Optional<TrainingEvent.Started> started;
    private final Optional<Conclusion.Finished> finished;

    RunSummaryBuilder(RunHistory history) {
        this.history = history;
        this.started = history.started();
        this.finished = history.finished();
    }

    RunSummary build() {
        return new RunSummary(
                RunSummary.SCHEMA_VERSION,
                started.map(TrainingEvent.Started::runId).orElse(""),
                started.map(TrainingEvent.Started::name).orElse(""),
                finished.isPresent() ? RunSummary.State.FINISHED : RunSummary.State.RUNNING,
                finished.map(Conclusion.Finished::outcome),
                finished.map(Conclusion.Finished::reason),
                finished.map(Conclusion.Finished::fired).orElse(List.of()).stream()
                        .map(Verdict::rule)
                        .toList(),
                training(),
                finished.map(history.gates()::accepts),
                history.gates().began(),
                history.gates().verdicts(),
                history.gates().challenges(),
                history.gates().drift(),
                KeptModel.of(history),
                history.best(),
                history.lastEpoch().map(TrainingEvent.Epoch::metrics).orElse(Map.of()),
                bestMetrics(),
                phases(),
                checkpoints(),
                finished.flatMap(Conclusion.Finished::modelPath),
                finished.map(Conclusion.Finished::resumable).orElse(true),
                finished.flatMap(Conclusion.Finished::failedDevice),
                history.cost(),
                size(),
                notes(),
                history.environment());
    }

    private RunSummary.Training training() {
        Progress progress = history.progress();
        return new RunSummary.Training(
                history.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0),
                progress.plannedEpochs(),
                progress.step(),
                progress.elapsedSeconds(),
                history.startedAt(),
                history.lastEventAt(),
                history.notable(TrainingEvent.Resumed.class).size());
    }

    private Map<String, Best> bestMetrics() {
        Map<String, Best> best = new TreeMap<>();
        for (TrainingEvent.Epoch epoch : history.epochs()) {
            epoch.metrics()
                    .forEach((metric, value) -> MetricNames.knownDirection(metric)
                            .filter(direction -> direction.improves(value, valueOf(best.get(metric), direction), 0))
                            .ifPresent(direction -> best.put(metric, new Best(metric, epoch.epoch(), value))));
        }
        return best;
    }

    private static double valueOf(Best best, Direction direction) {
        return best == null ? direction.worst() : best.value();
    }

    private Map<String, Double> phases() {
        Map<String, Double> phases = new TreeMap<>();
        history.epochs()
                .forEach(
                        epoch -> epoch.phases().forEach((phase, seconds) -> phases.merge(phase, seconds, Double::sum)));
        return phases;
    }

    private List<RunSummary.Checkpoint> checkpoints() {
        return new SavedCheckpoints(history.notable(TrainingEvent.CheckpointSaved.class), history.finished())
                .kept().stream()
                        .map(saved -> new RunSummary.Checkpoint(
                                saved.name(), saved.epoch(), saved.step(), saved.bytes(), saved.best()))
                        .toList();
    }

    private RunSummary.Size size() {
        return started.map(first -> new RunSummary.Size(
                        first.trainSamples(),
                        first.validationSamples(),
                        first.stepsPerEpoch(),
                        first.parameters(),
                        first.flopPerStep()))
                .orElse(UNKNOWN_SIZE);
    }

    private RunSummary.Notes notes() {
        return new RunSummary.Notes(
                history.notable(TrainingEvent.Warning.class),
                history.notable(Intervention.HyperparameterChanged.class),
                history.problems().damagedLines());
    }
}
