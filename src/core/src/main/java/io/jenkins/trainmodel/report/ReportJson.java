package io.jenkins.trainmodel.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.ForeignFile;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The file {@code report.json}: a {@link RunSummary} as JSON. */
public final class ReportJson {
    private static final int MAXIMUM_BYTES = 16 << 20;
    private static final int MAXIMUM_DEPTH = 20;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(MAXIMUM_BYTES, MAXIMUM_DEPTH).build();

    private ReportJson() {}

    /** Sums the history up and writes it durably. */
    public static RunSummary write(Path file, RunHistory history) throws IOException {
        RunSummary summary = summarize(history);
        ObjectNode json = MAPPER.valueToTree(summary);
        NonFinite.extract(json);
        DurableFiles.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        return summary;
    }

    /** Sums the history up. */
    public static RunSummary summarize(RunHistory history) {
        return new RunSummaryBuilder(history).build();
    }

    /**
     * Reads a summary.
     *
     * @throws IOException if the file is no summary that this program understands; the message says why
     */
    public static RunSummary read(Path file) throws IOException {
        ForeignFile foreign = new ForeignFile(file, MAXIMUM_BYTES);
        try {
            if (MAPPER.readTree(foreign.bytes()) instanceof ObjectNode json) {
                return read(foreign, json);
            }
            throw new IOException(String.format(Locale.ROOT, "%s is not a JSON object", file));
        } catch (JsonProcessingException e) {
            throw foreign.unreadable(e);
        } catch (IllegalArgumentException e) {
            throw foreign.unreadable(e.getMessage(), e);
        }
    }

    private static RunSummary read(ForeignFile file, ObjectNode json) throws IOException {
        if (json.path("v").asInt() != RunSummary.SCHEMA_VERSION) {
            throw file.otherVersionThan(RunSummary.SCHEMA_VERSION);
        }
        NonFinite.restore(json);
        return MAPPER.treeToValue(json, RunSummary.class);
    }
}
