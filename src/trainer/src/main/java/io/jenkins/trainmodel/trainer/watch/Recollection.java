package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a watched run remembers: all of it follows from its event log, by the code that decides while it goes on. So a process
 * that is killed at any moment loses nothing that was told (docs/adr/0069).
 */
final class Recollection {
    /** The reason of checkpoints that programs save. */
    static final String CHECKPOINT = "program";

    /** Under which checkpoints are counted, beside the codes of warnings. */
    static final String SAVED = "checkpointSaved";

    private final StopEvaluator rules;
    private BestTracker best;
    private Map<String, Double> bestMetrics = Map.of();
    private int epoch;
    private long step;
    private double elapsedSeconds;
    private Map<String, Double> epochMetrics = Map.of();
    private final Map<String, Long> toldAt = new HashMap<>();
    private Optional<String> checkpoint = Optional.empty();
    private final Map<String, Integer> told = new HashMap<>();
    private Optional<Decision> decision = Optional.empty();
    private long judgedStep = -1;

    private Recollection(WatchedSpec spec, References references) {
        rules = StopEvaluator.start(spec.stopWhen(), references);
        best = BestTracker.of(spec.watch().metric(), spec.watch().mode());
    }

    /** Of a log that there may not be yet. */
    static Recollection of(Path log, WatchedSpec spec, References references) throws IOException {
        Recollection memory = new Recollection(spec, references);
        if (Files.exists(log)) {
            try (EventReader events = EventReader.open(log)) {
                while (events.hasNext()) {
                    memory.add(events.next());
                }
            }
        }
        return memory;
    }

    private void add(EventRecord entry) {
        TrainingEvent event = entry.event();
        if (event instanceof TrainingEvent.Step reading) {
            add(reading);
        } else if (event instanceof TrainingEvent.Epoch complete) {
            add(complete);
        } else if (event instanceof TrainingEvent.RuleEvaluated ledger) {
            judgedStep = ledger.step();
        } else if (event instanceof TrainingEvent.CheckpointSaved saved) {
            checkpoint = Optional.of(saved.name());
            told.merge(SAVED, 1, Integer::sum);
        } else if (event instanceof TrainingEvent.Warning warning) {
            told.merge(warning.code(), 1, Integer::sum);
        } else if (event instanceof TrainingEvent.Telemetry sample) {
            elapsed(sample.elapsedSeconds());
        } else if (event instanceof Conclusion.Finished finished) {
            elapsed(finished.elapsedSeconds());
            decision = Optional.empty();
        }
    }

    private void add(TrainingEvent.Step reading) {
        long measuredAt = reading.measuredAt().orElse(reading.step());
        reading.metrics().keySet().forEach(metric -> toldAt.merge(metric, measuredAt, Math::max));
        step = Math.max(step, reading.step());
        elapsed(reading.elapsedSeconds());
        observe(new Observation(
                reading.epoch(), reading.step(), reading.elapsedSeconds(), false, known(reading.metrics())));
    }

    private void add(TrainingEvent.Epoch complete) {
        epoch = complete.epoch();
        step = Math.max(step, complete.step());
        elapsed(complete.elapsedSeconds());
        epochMetrics = known(complete.metrics());
        complete.metrics().keySet().forEach(metric -> told(metric, complete.step()));
        Observation end =
                new Observation(complete.epoch(), complete.step(), complete.elapsedSeconds(), true, epochMetrics);
        bestMetrics = best.improvedBy(end) ? epochMetrics : bestMetrics;
        best = best.with(end);
        observe(end);
    }

    /**
     * A metric was told by the end of an epoch. Every reading of validation is on record, so that it is known up to which step
     * they were told, and one that comes behind the end is told by whoever goes on. Of others some are left out: those up to the end are past.
     */
    private void told(String metric, long step) {
        if (metric.startsWith(MetricNames.VALIDATION)) {
            toldAt.putIfAbsent(metric, step);
        } else {
            toldAt.merge(metric, step, Math::max);
        }
    }

    /** A null without a reason is a value that was not measured. */
    private static Map<String, Double> known(Map<String, Double> metrics) {
        Map<String, Double> known = new HashMap<>(metrics);
        known.values().removeIf(value -> value == null);
        return Map.copyOf(known);
    }

    private void observe(Observation observation) {
        decision = Optional.of(rules.observe(observation)).filter(Decision::stop);
    }

    private void elapsed(double seconds) {
        elapsedSeconds = Math.max(elapsedSeconds, seconds);
    }

    RunState state() {
        return new RunState(epoch, 0, 0, step, elapsedSeconds, epochMetrics);
    }

    double elapsedSeconds() {
        return elapsedSeconds;
    }

    StopEvaluator rules() {
        return rules;
    }

    BestTracker best() {
        return best;
    }

    Map<String, Double> bestMetrics() {
        return bestMetrics;
    }

    /** Behind which step each metric was measured that was told last, as the program said it. */
    Map<String, Long> toldAt() {
        return Map.copyOf(toldAt);
    }

    /** The newest checkpoint that the program has told of. */
    Optional<String> checkpoint() {
        return checkpoint;
    }

    /** How many warnings of a code, or checkpoints, were told. */
    int told(String code) {
        return told.getOrDefault(code, 0);
    }

    /** What rules had decided when the process before came to no end; empty where they had not, or it was carried out. */
    Optional<Decision> undone() {
        return decision;
    }

    /** Whether the ledger tells that decision. */
    boolean isInLedger() {
        return judgedStep == step;
    }

    /** The names of the rules that had fired then. */
    List<String> fired() {
        return decision.map(Decision::fired).orElse(List.of()).stream()
                .map(verdict -> verdict.rule())
                .toList();
    }
}
