package io.jenkins.trainmodel.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

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
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAXIMUM_BYTES) {
            throw new IOException(
                    String.format(Locale.ROOT, "%s is not a plain file of at most %,d bytes", file, MAXIMUM_BYTES));
        }
        try {
            Versioned read = MAPPER.readValue(Files.readAllBytes(file), Versioned.class);
            if (read == null || read.v() != TestResult.SCHEMA_VERSION || read.result() == null) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "%s has another version than %d, the only one that is known here",
                        file,
                        TestResult.SCHEMA_VERSION));
            }
            return read.result();
        } catch (JsonProcessingException e) {
            throw new IOException(String.format(Locale.ROOT, "%s cannot be read: %s", file, JsonProblem.of(e)), e);
        }
    }
}
