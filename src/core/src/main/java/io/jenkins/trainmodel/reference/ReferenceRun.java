package io.jenkins.trainmodel.reference;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.gate.Challenges;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.report.GatesOfRun;
import io.jenkins.trainmodel.report.KeptModel;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another run as it was found.
 *
 * @param name as people call it
 * @param path of its run directory, model package or curve
 * @param runId its identifier; empty where it does not say
 * @param kept what its kept model has measured; empty where nothing was
 * @param accepted whether it ended in success and every gate held; false where it does not say
 * @param gates how it stood to the run that it was compared with itself
 * @param curve what it measured epoch by epoch
 */
public record ReferenceRun(
        String name,
        Path path,
        String runId,
        Optional<KeptModel> kept,
        boolean accepted,
        GatesOfRun gates,
        Curve curve) {
    private static final Challenges NO_MODELS = new Challenges(
            List.of(), Optional.of("recorded runs are compared by what they measured, and no model is loaded"));

    private static final ComparedData NO_DATA =
            ComparedData.not("recorded runs are compared by what they measured, and no data is read");

    /** What its kept model has measured, under its name. */
    public MeasuredRun measured() {
        return new MeasuredRun(name, kept.map(KeptModel::metrics).orElse(Map.of()));
    }

    /** How its model compared with another run's on the same samples, where its own process has measured that. */
    Challenges challenged(ReferenceRun other) {
        return refersTo(other)
                ? new Challenges(gates.challenges(), Optional.of("the run has not measured it"))
                : NO_MODELS;
    }

    /** How its data compared with another run's, where its own process has compared them. */
    ComparedData comparedData(ReferenceRun other) {
        return gates.drift()
                .filter(drift -> refersTo(other))
                .map(ComparedData::found)
                .orElse(NO_DATA);
    }

    private boolean refersTo(ReferenceRun other) {
        return !other.runId().isEmpty()
                && gates.began()
                        .filter(began -> began.runId().equals(other.runId()))
                        .isPresent();
    }

    /** The curve, whose epoch of the kept model has what only its test has measured as well. */
    public Curve curveWithTest() {
        return kept.map(model -> new Curve(
                        curve.name(),
                        curve.observations().stream()
                                .map(moment -> moment.epochEnd() && moment.epoch() == model.epoch()
                                        ? with(model.metrics(), moment)
                                        : moment)
                                .toList()))
                .orElse(curve);
    }

    private static Observation with(Map<String, Double> more, Observation epoch) {
        Map<String, Double> metrics = new HashMap<>(more);
        metrics.putAll(epoch.metrics());
        return new Observation(
                epoch.epoch(), epoch.step(), epoch.elapsedSeconds(), true, Map.copyOf(metrics), epoch.clock());
    }

    /** The same run under the name that people gave it. */
    public ReferenceRun named(String given) {
        return new ReferenceRun(given, path, runId, kept, accepted, gates, curve);
    }
}
