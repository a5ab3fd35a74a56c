package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.check.NeededMetrics;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.EarliestEnd;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import io.jenkins.trainmodel.trainer.watch.source.Report;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * The course of a watched training: takes reports in their order, writes what is new to the log, and asks the stop rules. What was
 * told before is passed over, so that a program which repeats steps after it was started again is not counted twice.
 */
final class Course {
    private final WatchedSpec spec;
    private final RunJournal journal;
    private final Clocks clocks;
    private final RunState state;
    private final StopEvaluator rules;
    private final ProgramNotes notes;
    private final PhaseClock phases = new PhaseClock();
    private BestTracker best;
    private Map<String, Double> bestMetrics;
    /** The step at which each metric was told last, as the program said it. */
    private final Map<String, Long> toldAt;

    private long recordedStep;

    Course(WatchedSpec spec, RunJournal journal, Clocks clocks, Recollection before) {
        this.spec = spec;
        this.journal = journal;
        this.clocks = clocks;
        this.state = before.state();
        this.rules = before.rules();
        this.notes = new ProgramNotes(journal, state, before);
        this.best = before.best();
        this.bestMetrics = before.bestMetrics();
        this.toldAt = new HashMap<>(before.toldAt());
        this.recordedStep = state.step();
    }

    RunState state() {
        return state;
    }

    BestTracker best() {
        return best;
    }

    Map<String, Double> bestMetrics() {
        return bestMetrics;
    }

    /** What the program says besides its metrics. */
    ProgramNotes notes() {
        return notes;
    }

    /** The steps of an epoch so far, at least 1. */
    long stepsPerEpoch() {
        return Math.max(1, state.step() / Math.max(1, state.completedEpochs()));
    }

    /** Takes a report; says how the run ends, if a rule ends it there. */
    Optional<Ending> take(Report report) throws IOException {
        if (report instanceof Report.Reading reading) {
            return isNew(reading) ? read(reading, false) : Optional.empty();
        }
        if (report instanceof Report.EpochEnd end) {
            return end.epoch() > state.completedEpochs() ? end(end) : late(end);
        }
        notes.tell(report);
        return Optional.empty();
    }

    /** Time goes on although nothing is reported; says how the run ends, if it does by that. */
    Optional<Ending> look() throws IOException {
        Observation now = observation(state.epoch(), state.step(), false, Map.of());
        return judge(now, rules.observe(now));
    }

    /** A metric may come late, where its file is written later than another; what was told of it is not told again. */
    private boolean isNew(Report.Reading reading) {
        boolean past = reading.epoch().isPresent() && reading.epoch().getAsInt() <= state.completedEpochs();
        return !past && reading.step() > state.step() || !untold(reading).isEmpty();
    }

    private Map<String, Double> untold(Report.Reading reading) {
        Map<String, Double> untold = new TreeMap<>(reading.metrics());
        untold.keySet().removeIf(metric -> reading.step() <= toldAt.getOrDefault(metric, -1L));
        return untold;
    }

    private Optional<Ending> read(Report.Reading reading, boolean always) throws IOException {
        Map<String, Double> metrics = untold(reading);
        state.reached(reading.step());
        metrics.keySet().forEach(metric -> toldAt.put(metric, reading.step()));
        int epoch = Math.max(state.epoch(), reading.epoch().orElse(0));
        // what comes late is told where the run is by now, so that steps never go back
        Observation observation = observation(epoch, state.step(), false, metrics);
        Decision decision = rules.observe(observation);
        if (!metrics.isEmpty() && (always || decision.stop() || isDue(reading, observation))) {
            recordedStep = observation.step();
            Optional<Long> measuredAt = Optional.of(reading.step()).filter(measured -> measured < recordedStep);
            journal.record(new TrainingEvent.Step(
                    epoch, observation.step(), observation.elapsedSeconds(), metrics, measuredAt));
        }
        return judge(observation, decision);
    }

    /** What rules may remember is always on record, else the log would not tell what they know. */
    private boolean isDue(Report.Reading reading, Observation told) {
        return told.step() - recordedStep >= spec.reporting().everySteps()
                || reading.step() == recordedStep
                || told.validated()
                || told.metrics().values().stream().anyMatch(value -> !Double.isFinite(value));
    }

    private Optional<Ending> end(Report.EpochEnd end) throws IOException {
        state.reached(end.step().orElse(end.epoch()));
        Observation observation = observation(end.epoch(), state.step(), true, end.metrics());
        Decision decision = rules.observe(observation);
        bestMetrics = best.improvedBy(observation) ? observation.metrics() : bestMetrics;
        best = best.with(observation);
        boolean first = state.completedEpochs() == 0;
        state.epochReached(end.epoch(), observation.metrics());
        // where a metric was read at a step of its own, more of it may come late, up to the step of this end
        end.metrics().keySet().forEach(metric -> toldAt.putIfAbsent(metric, state.step()));
        Optional<EarliestEnd> earliest = earliestEnd(observation);
        journal.record(new TrainingEvent.Epoch(
                end.epoch(),
                state.step(),
                observation.elapsedSeconds(),
                observation.metrics(),
                phases.take(),
                earliest.map(EarliestEnd::secondsLeft),
                best.best(),
                clocks.plannedEpochs(spec.stopWhen(), stepsPerEpoch()),
                earliest.map(EarliestEnd::rule)));
        journal.record(new TrainingEvent.RuleEvaluated(end.epoch(), state.step(), decision.verdicts()));
        if (first) {
            tellMissing(observation.metrics().keySet());
        }
        return decision.stop() ? Optional.of(Ending.byRules(decision, true)) : Optional.empty();
    }

    /** What a file says of an epoch that was told to be over without it. */
    private Optional<Ending> late(Report.EpochEnd end) throws IOException {
        Map<String, Double> metrics = new TreeMap<>(end.metrics());
        metrics.keySet().removeAll(state.epochMetrics().keySet());
        Report.Reading part = new Report.Reading(OptionalInt.of(end.epoch()), end.epoch(), metrics);
        boolean newest = end.step().isEmpty() && end.epoch() == state.completedEpochs();
        return newest && !untold(part).isEmpty() ? read(part, true) : Optional.empty();
    }

    private Optional<EarliestEnd> earliestEnd(Observation now) {
        return EarliestEnd.of(
                spec.stopWhen(),
                new EarliestEnd.Pace(
                        stepsPerEpoch(),
                        now.step(),
                        stepsPerEpoch() * now.epoch(),
                        now.elapsedSeconds(),
                        OptionalDouble.of(now.elapsedSeconds() / Math.max(1, now.step())),
                        clocks.now()));
    }

    /** A rule whose metric the program does not report would wait for ever. */
    private void tellMissing(Set<String> measured) throws IOException {
        for (String sentence : NeededMetrics.of(spec).missing(measured)) {
            journal.record(new TrainingEvent.Warning("notMeasured", sentence));
        }
    }

    private Optional<Ending> judge(Observation observation, Decision decision) throws IOException {
        if (!decision.stop()) {
            return Optional.empty();
        }
        journal.record(new TrainingEvent.RuleEvaluated(observation.epoch(), observation.step(), decision.verdicts()));
        return Optional.of(Ending.byRules(decision, true));
    }

    private Observation observation(int epoch, long step, boolean end, Map<String, Double> metrics) {
        return new Observation(
                epoch, step, state.elapsedSeconds(), end, Map.copyOf(metrics), Optional.of(clocks.now()));
    }
}
