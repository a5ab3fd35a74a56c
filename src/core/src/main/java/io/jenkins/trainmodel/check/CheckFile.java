package io.jenkins.trainmodel.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;

/** The file {@code check.json}: a {@link CheckReport} as JSON. */
public final class CheckFile {
    /** Its name in a run directory. */
    public static final String NAME = "check.json";
    /** What a reader takes of it at most. */
    public static final int MAXIMUM_BYTES = 1 << 20;

    private static final int MAXIMUM_DEPTH = 20;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(MAXIMUM_BYTES, MAXIMUM_DEPTH).build();

    private CheckFile() {}

    /** Writes it durably. */
    public static void write(Path file, CheckReport report) throws IOException {
        DurableFiles.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
    }

    /** The same on one line. */
    public static String text(CheckReport report) throws IOException {
        return MAPPER.writeValueAsString(report);
    }

    /**
     * Reads what somebody else may have written.
     *
     * @throws IOException if it is no such report, or one of another version: the message says why
     */
    public static CheckReport read(byte[] json) throws IOException {
        try {
            return understood(MAPPER.readValue(json, CheckReport.class));
        } catch (JsonProcessingException e) {
            throw new IOException(NAME + " cannot be read: " + JsonProblem.of(e), e);
        }
    }

    private static CheckReport understood(CheckReport report) throws IOException {
        if (report.version() != CheckReport.SCHEMA_VERSION) {
            throw new IOException(NAME + " has the version " + report.version() + ", but only "
                    + CheckReport.SCHEMA_VERSION + " is known here");
        }
        return report;
    }
}
