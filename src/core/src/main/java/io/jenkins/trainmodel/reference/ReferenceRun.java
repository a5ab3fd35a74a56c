package io.jenkins.trainmodel.reference;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.report.KeptModel;
import java.nio.file.Path;
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

    /** The same run under the name that people gave it. */
    ReferenceRun named(String given) {
        return new ReferenceRun(given, path, runId, kept, accepted, curve);
    }
}
