package io.jenkins.trainmodel.whatif;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.gate.Reference;
import io.jenkins.trainmodel.reference.ReferenceReader;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as it was, to be judged by other rules.
 *
 * @param run what it measured
 * @param outcome how it ended; empty where it did not say
 * @param reason why, in one sentence; empty where it did not say
 */
public record RecordedRun(ReferenceRun run, Optional<Outcome> outcome, Optional<String> reason) {

    /**
     * Reads a run directory, an event log, a model package or a CSV.
     *
     * @throws IOException if it is not there or damaged; the message says what and where
     */
    public static RecordedRun read(Path path) throws IOException {
        Path events = new RunDirectory(path).events();
        Path log = Files.isRegularFile(events) ? events : path;
        return Files.isRegularFile(log) && CurveReader.isEventLog(log)
                ? ofLog(path, log, new RunHistory())
                : new RecordedRun(ReferenceReader.read(path), Optional.empty(), Optional.empty());
    }

    /**
     * Reads an event log.
     *
     * @param path which the run is named after
     * @param into an empty history, which bounds what is kept besides the curve
     */
    public static RecordedRun ofLog(Path path, Path log, RunHistory into) throws IOException {
        into.readOn(log, 0);
        ReferenceRun run = ReferenceReader.of(path, into, CurveReader.read(log), Optional.empty());
        return new RecordedRun(
                run,
                into.finished().map(Conclusion.Finished::outcome),
                into.finished().map(Conclusion.Finished::reason));
    }

    /** What it measured, epoch by epoch. */
    public Curve curve() {
        return run.curve();
    }

    /** The same under the name that people know it by. */
    public RecordedRun named(String name) {
        return new RecordedRun(run.named(name), outcome, reason);
    }

    /**
     * The conditions that its own gates came to when it was judged, as bounds of their metrics: what a reference or the spread
     * of earlier runs allowed then. Challenges are none, since there are no models to measure.
     */
    List<Gate> ownGates() {
        return run.gates().verdicts().stream()
                .flatMap(verdict -> bound(verdict).stream())
                .toList();
    }

    private static Optional<Gate> bound(GateVerdict verdict) {
        return verdict.bound()
                .flatMap(value -> ModeOfMetric.of(verdict).map(mode -> new Threshold(mode, value)))
                .map(threshold -> new Gate.Bound(verdict.metric(), threshold, verdict.outcome()));
    }

    /** What the run was compared with, as far as its own verdicts tell. */
    Reference ownReference() {
        Map<String, Double> metrics = new HashMap<>();
        run.gates()
                .verdicts()
                .forEach(verdict -> verdict.reference().ifPresent(value -> metrics.put(verdict.metric(), value)));
        String name = run.gates().began().map(Provenance.Began::reference).orElse("");
        return metrics.isEmpty()
                ? new Reference.Missing("what the run was compared with is not recorded")
                : new Reference.Found(new MeasuredRun(name, metrics));
    }
}
