package io.jenkins.trainmodel.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.ForeignFile;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;

/** The file {@code test.json}: a {@link TestResult} as JSON. */
public final class TestResultJson {
    private static final int MAXIMUM_BYTES = 8 << 20;
    private static final int MAXIMUM_DEPTH = 12;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(MAXIMUM_BYTES, MAXIMUM_DEPTH).build();

    private TestResultJson() {}

    private record Versioned(int v, TestResult result) {}

    /** The result as the file's bytes. */
    public static byte[] bytes(TestResult result) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new Versioned(TestResult.SCHEMA_VERSION, result));
    }

    /** Writes the file durably. */
    public static void write(Path file, TestResult result) throws IOException {
        DurableFiles.write(file, bytes(result));
    }

    /**
     * Reads a result that somebody else may have written.
     *
     * @throws IOException if the file is none that this program understands; the message says why
     */
    public static TestResult read(Path file) throws IOException {
        ForeignFile foreign = new ForeignFile(file, MAXIMUM_BYTES);
        try {
            Versioned read = MAPPER.readValue(foreign.bytes(), Versioned.class);
            if (read == null || read.v() != TestResult.SCHEMA_VERSION || read.result() == null) {
                throw foreign.otherVersionThan(TestResult.SCHEMA_VERSION);
            }
            return read.result();
        } catch (JsonProcessingException e) {
            throw foreign.unreadable(e);
        }
    }
}
