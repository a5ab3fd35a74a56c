package io.jenkins.trainmodel.reference;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.report.KeptModel;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.nio.file.Path;
import java.util.HashMap;
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
 * @param curve what it measured epoch by epoch
 */
public record ReferenceRun(
        String name, Path path, String runId, Optional<KeptModel> kept, boolean accepted, Curve curve) {

    /** What its kept model has measured, under its name. */
    public MeasuredRun measured() {
        return new MeasuredRun(name, kept.map(KeptModel::metrics).orElse(Map.of()));
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
        return new ReferenceRun(given, path, runId, kept, accepted, curve);
    }
}
