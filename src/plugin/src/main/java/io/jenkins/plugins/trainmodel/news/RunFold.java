package io.jenkins.plugins.trainmodel.news;

import io.jenkins.plugins.trainmodel.page.KeptModel;
import io.jenkins.plugins.trainmodel.page.RunFigures;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.PlannedEpochs;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.CostMeter;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.words.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is remembered of a run while it is followed: its newest epoch, its best values, its end. Bounded in size, and safe to
 * be asked by other threads than the one that follows the run.
 */
public final class RunFold {
    private static final int MOST_METRICS = 200;

    private final SavedCheckpoints checkpoints = new SavedCheckpoints();
    private final Map<String, Double> best = new TreeMap<>();
    private final CostMeter meter = new CostMeter();
    private PlannedEpochs planned = PlannedEpochs.UNKNOWN;
    private Optional<TrainingEvent.Epoch> epoch = Optional.empty();
    /** The epoch that was the best so far. */
    private Optional<TrainingEvent.Epoch> atBest = Optional.empty();

    private Optional<Conclusion.Judged> judged = Optional.empty();
    private Optional<Conclusion.Finished> finished = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<EndingPhase> ending = Optional.empty();
    /** Who holds it, while somebody does. */
    private Optional<String> heldBy = Optional.empty();

    private MachineOfRun machine = MachineOfRun.UNKNOWN;
    private List<Verdict> verdicts = List.of();
    /** What the kept model does on test data, by metric path. */
    private Map<String, Double> tested = Map.of();
    /** What was told last, while nothing has changed. */
    private Optional<RunFigures> current = Optional.empty();

    public synchronized void add(EventRecord entry) {
        meter.add(entry);
        if (entry.event() instanceof TrainingEvent.Started) {
            startedAt = startedAt.or(() -> Optional.of(entry.time()));
        }
        add(entry.event());
    }

    synchronized void add(TrainingEvent event) {
        current = Optional.empty();
        planned = planned.after(event);
        machine = machine.after(event);
        heldBy = HeldBy.after(heldBy, event);
        if (event instanceof TrainingEvent.RuleEvaluated evaluated) {
            verdicts = evaluated.verdicts();
        } else if (event instanceof Conclusion.Ending end) {
            ending = Optional.of(end.phase());
        } else if (event instanceof TrainingEvent.Epoch complete) {
            epoch = Optional.of(complete);
            boolean isBest = complete.best()
                    .filter(known -> known.epoch() == complete.epoch())
                    .isPresent();
            atBest = isBest ? epoch : atBest;
            complete.metrics().forEach(this::remember);
        } else if (event instanceof TrainingEvent.CheckpointSaved saved) {
            checkpoints.add(saved);
        } else if (event instanceof TrainingEvent.Started || event instanceof TrainingEvent.Resumed) {
            // A try that was stopped before it trained has left an end that is none of the run's.
            finished = Optional.empty();
            ending = Optional.empty();
            tested = Map.of();
            judged = Optional.empty();
        } else if (event instanceof Conclusion.Tested test) {
            tested = test.result().byPath();
        } else if (event instanceof Conclusion.Judged judgement) {
            judged = Optional.of(judgement);
        } else if (event instanceof Conclusion.Finished end) {
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

    public synchronized Optional<Integer> plannedEpochs() {
        return planned.inForce();
    }

    public SavedCheckpoints checkpoints() {
        return checkpoints;
    }

    public synchronized Optional<Conclusion.Finished> finished() {
        return finished;
    }

    /** What the trainer does to end the run, once it does. */
    public synchronized Optional<EndingPhase> ending() {
        return ending;
    }

    /** Who holds the run; empty while it trains. */
    public synchronized Optional<String> heldBy() {
        return heldBy;
    }

    /** How far the run is; asked by the threads of pages, too, and made once for each news. */
    public synchronized RunFigures figures() {
        RunFigures figures = current.orElseGet(this::collect);
        current = Optional.of(figures);
        return figures;
    }

    private synchronized RunFigures collect() {
        return new RunFigures(
                startedAt,
                epoch.map(TrainingEvent.Epoch::epoch).orElse(0),
                planned.inForce(),
                epoch.map(TrainingEvent.Epoch::step).orElse(0L),
                finished.map(Conclusion.Finished::elapsedSeconds)
                        .or(() -> epoch.map(TrainingEvent.Epoch::elapsedSeconds))
                        .orElse(0.0),
                epoch.flatMap(TrainingEvent.Epoch::secondsLeft).filter(Double::isFinite),
                epoch.flatMap(TrainingEvent.Epoch::boundBy).map(PlainText::line),
                bestCheckpoint(),
                metrics(),
                best,
                verdicts,
                gates(),
                meter.cost());
    }

    /** Those of the newest epoch, and behind them those of the test. */
    private synchronized Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>(tested);
        epoch.ifPresent(newest -> metrics.putAll(newest.metrics()));
        return metrics;
    }

    private synchronized Optional<Best> bestCheckpoint() {
        return finished.flatMap(Conclusion.Finished::best).or(() -> epoch.flatMap(TrainingEvent.Epoch::best));
    }

    /** What the run has come to. */
    public synchronized RunResult result(String outcome, String reason) {
        return new RunResult(
                outcome,
                reason,
                finished.stream()
                        .flatMap(end -> end.fired().stream())
                        .map(Verdict::rule)
                        .map(PlainText::line)
                        .limit(MOST_METRICS)
                        .toList(),
                epoch.map(TrainingEvent.Epoch::epoch).orElse(0),
                bestCheckpoint().map(Best::epoch).orElse(0),
                finished.map(Conclusion.Finished::elapsedSeconds)
                        .or(() -> epoch.map(TrainingEvent.Epoch::elapsedSeconds))
                        .orElse(0.0),
                bounded(metrics()),
                bounded(best),
                kept(),
                finished.flatMap(Conclusion.Finished::failedDevice),
                machine);
    }

    private synchronized KeptModel kept() {
        int kept = judged.flatMap(Conclusion.Judged::epoch)
                .or(() -> finished.flatMap(Conclusion.Finished::modelEpoch))
                .orElse(0);
        long step = judged.flatMap(Conclusion.Judged::step)
                .or(() -> finished.flatMap(Conclusion.Finished::modelStep))
                .orElse(0L);
        Map<String, Double> measured = new TreeMap<>(tested);
        measured.putAll(finished.flatMap(Conclusion.Finished::modelWithin)
                .map(Conclusion.Within::metrics)
                .orElseGet(() -> metricsOf(kept)));
        boolean packaged = finished.flatMap(Conclusion.Finished::modelPath).isPresent();
        return new KeptModel(packaged, kept, step, bounded(measured), gates());
    }

    private synchronized Map<String, Double> metricsOf(int number) {
        return Stream.of(epoch, atBest)
                .flatMap(Optional::stream)
                .filter(known -> known.epoch() == number)
                .findFirst()
                .map(TrainingEvent.Epoch::metrics)
                .orElse(Map.of());
    }

    private synchronized List<GateVerdict> gates() {
        return judged.map(Conclusion.Judged::gates).orElse(List.of());
    }

    private static Map<String, Double> bounded(Map<String, Double> metrics) {
        Map<String, Double> some = new TreeMap<>();
        metrics.entrySet().stream().limit(MOST_METRICS).forEach(entry -> some.put(entry.getKey(), entry.getValue()));
        return some;
    }
}
