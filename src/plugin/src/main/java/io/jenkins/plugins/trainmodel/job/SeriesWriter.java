package io.jenkins.plugins.trainmodel.job;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.page.RunRecorder;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.gate.GateVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Enters every finished run into its job's series. */
@Extension
public class SeriesWriter implements RunRecorder {
    private static final Logger LOGGER = Logger.getLogger(SeriesWriter.class.getName());

    @Override
    public void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
        SeriesEntry entry = new SeriesEntry(
                build.getNumber(),
                run.getId(),
                run.getName(),
                result.outcome(),
                System.currentTimeMillis(),
                result.epochs(),
                Double.isFinite(result.seconds()) ? result.seconds() : 0,
                columns(run, result),
                result.best(),
                acceptance(run, result),
                Promotion.NONE,
                descent(build, run),
                Machine.of(result.machine()));
        try {
            SeriesFiles.get()
                    .of(build.getParent())
                    .append(entry, TrainingConfiguration.get().getMaximumSeriesLength());
        } catch (IOException e) {
            throw new UncheckedIOException("The run is missing in the trends of " + build.getParent(), e);
        }
    }

    private static Map<String, Double> columns(TrainedRun run, RunResult result) {
        Map<String, Double> measured = SpeedColumns.beside(result.last(), result.machine());
        return run.cost().map(cost -> CostColumns.beside(measured, cost)).orElse(measured);
    }

    /** The log tells it, or nobody: a run is in the trends all the same. */
    private static Descent descent(Run<?, ?> build, TrainedRun run) {
        Path log = TrainingBuildAction.of(build).eventLog(run.getId());
        try {
            return Descent.of(io.jenkins.trainmodel.lineage.Descent.read(log));
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.FINE, e, () -> "Nobody knows what the run of " + log + " began from");
            return Descent.NONE;
        }
    }

    private static Acceptance acceptance(TrainedRun run, RunResult result) {
        return new Acceptance(
                result.accepted(),
                result.failedGates().stream().map(GateVerdict::gate).toList(),
                result.kept().epoch(),
                result.kept().metrics(),
                result.kept().packaged() ? run.getArtifacts() : "");
    }
}
