package io.jenkins.plugins.trainmodel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.trainmodel.report.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.VirtualFile;

/** The report of a finished run: {@code report.json} as it was archived, else the little that the build itself knows. */
final class RunReport {
    private static final Logger LOGGER = Logger.getLogger(RunReport.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_BYTES = 4 << 20;

    private RunReport() {}

    static byte[] of(Run<?, ?> build, TrainedRun run, RunResult result) {
        return archived(build, run).orElseGet(() -> known(run, result));
    }

    private static Optional<byte[]> archived(Run<?, ?> build, TrainedRun run) {
        if (run.getArtifacts().isEmpty()) {
            return Optional.empty();
        }
        try {
            VirtualFile file = build.getArtifactManager().root().child(run.getArtifacts() + "/report.json");
            if (!file.isFile() || file.length() > MOST_BYTES) {
                return Optional.empty();
            }
            try (InputStream in = file.open()) {
                return Optional.of(in.readNBytes(MOST_BYTES));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The report of a run of " + build + " cannot be read");
            return Optional.empty();
        }
    }

    /** Of a run that was killed, or never began. The keys are those of the report. */
    private static byte[] known(TrainedRun run, RunResult result) {
        ObjectNode report = MAPPER.createObjectNode();
        report.put("v", RunSummary.SCHEMA_VERSION);
        report.put("name", run.getName());
        report.put("state", RunSummary.State.FINISHED.word());
        report.put("outcome", result.outcome());
        report.put("reason", result.reason());
        report.putObject("training").put("epochs", result.epochs());
        ObjectNode metrics = report.putObject("metrics");
        result.last().forEach((metric, value) -> {
            if (Double.isFinite(value)) {
                metrics.put(metric, value);
            }
        });
        try {
            return MAPPER.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can be written", e);
        }
    }
}
