package io.jenkins.trainmodel.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.ForeignFile;
import io.jenkins.trainmodel.report.KeptModel;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a model package's {@code training.json} that comparisons need.
 *
 * @param lineage what the run was compared with and may have begun from
 * @param restarted the checkpoint of another run where it began
 */
public record PackagedRun(
        String runId, String name, Result result, Optional<Ancestor> lineage, Optional<Restarted> restarted) {
    /** Its name in a model package. */
    public static final String FILE = "training.json";

    /** The key of the command that has trained, where this was another program. */
    public static final String COMMAND = "command";

    private static final int MAXIMUM_BYTES = 64 << 20;
    private static final int MAXIMUM_DEPTH = 500;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(MAXIMUM_BYTES, MAXIMUM_DEPTH).build();

    /**
     * What the run was compared with.
     *
     * @param reference its name for people
     * @param runId its own; empty where it did not say
     * @param warmStart what was taken over: none, parameters, everything
     * @param epoch that its model is from
     */
    public record Ancestor(
            String reference, String runId, String warmStart, Optional<Integer> epoch, Optional<Long> step) {}

    /**
     * The checkpoint where the run began.
     *
     * @param runId of the other run; empty where it did not say
     * @param checkpoint its name
     * @param path where it lay
     * @param epoch the last complete epoch in it
     * @param step completed optimizer steps in it
     */
    public record Restarted(
            String runId, String checkpoint, String path, Optional<Integer> epoch, Optional<Long> step) {}

    /** How the run ended. */
    public record Result(Outcome outcome, Packaged packaged) {}

    /** The model that was packaged. */
    public record Packaged(int epoch, long step, Map<String, Double> metrics) {}

    /**
     * Reads a file that somebody else may have written.
     *
     * @throws IOException if it is none that this program understands; the message says why
     */
    public static PackagedRun read(Path file) throws IOException {
        ForeignFile foreign = new ForeignFile(file, MAXIMUM_BYTES);
        try {
            if (MAPPER.readTree(foreign.bytes()) instanceof ObjectNode json) {
                NonFinite.restore(json);
                PackagedRun read = MAPPER.treeToValue(json, PackagedRun.class);
                if (read.result() != null && read.result().packaged() != null) {
                    return read;
                }
            }
            throw new IOException(file + " does not say what the model has measured");
        } catch (JsonProcessingException e) {
            throw foreign.unreadable(e);
        } catch (IllegalArgumentException e) {
            throw foreign.unreadable(e.getMessage(), e);
        }
    }

    KeptModel kept() {
        return new KeptModel(result.packaged().epoch(), result.packaged().metrics());
    }

    boolean accepted() {
        return result.outcome() == Outcome.SUCCESS;
    }
}
