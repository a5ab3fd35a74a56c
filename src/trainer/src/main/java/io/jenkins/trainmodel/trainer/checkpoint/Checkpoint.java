package io.jenkins.trainmodel.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A complete checkpoint: a directory with {@code parameters.safetensors}, {@code optimizer.safetensors} (or shards of
 * them), {@code state.json} and {@code manifest.json}.
 */
public record Checkpoint(Path directory, CheckpointState state) {
    private static final String STATE = "state.json";
    private static final String PARAMETERS = "parameters";
    private static final String OPTIMIZER = "optimizer";
    /** Training goes on beside it, on the same cores. */
    private static final Checksum CHECKSUM = Checksum.CRC_32C;

    private static final int LARGEST_STATE = 64 << 20;
    private static final int DEEPEST_STATE = 500;
    private static final JsonMapper JSON = BoundedJson.builder(LARGEST_STATE, DEEPEST_STATE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Compares a directory with its manifest.
     *
     * @return what is wrong, one sentence each; empty: complete and unchanged
     */
    public static List<String> verify(Path directory) {
        return Manifest.verify(directory);
    }

    /**
     * Reads the state, without a look at the tensors and the manifest.
     *
     * @throws CheckpointException if there is none, or none that this program understands
     */
    public static Checkpoint open(Path directory) throws CheckpointException {
        Path file = directory.resolve(STATE);
        try {
            if (Files.size(file) > LARGEST_STATE) {
                throw new CheckpointException(file + " is larger than " + LARGEST_STATE + " bytes");
            }
            return new Checkpoint(directory, understood(file, JSON.readValue(file.toFile(), CheckpointState.class)));
        } catch (CheckpointException failure) {
            throw failure;
        } catch (JsonProcessingException damaged) {
            throw new CheckpointException(file + " cannot be read: " + JsonProblem.of(damaged), damaged);
        } catch (IOException failure) {
            throw new CheckpointException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static CheckpointState understood(Path file, CheckpointState state) throws CheckpointException {
        if (state.version() != CheckpointState.SCHEMA_VERSION) {
            throw new CheckpointException(file + " has the version " + state.version() + ", but only "
                    + CheckpointState.SCHEMA_VERSION + " is known here; resume with the version that wrote it");
        }
        if (state.rules() == null || state.best() == null) {
            throw new CheckpointException(file + " lacks the state of the rules or the best value");
        }
        return state;
    }

    /** Writes a checkpoint durably. */
    static Checkpoint write(Path directory, CheckpointState state, LearnedTensors tensors, long shardBytes)
            throws IOException {
        DurableFiles.writeDirectory(directory, temporary -> {
            Map<Path, String> written = write(temporary, tensors, shardBytes);
            Files.write(temporary.resolve(STATE), bytes(state));
            Manifest.write(temporary, CHECKSUM, written);
        });
        return new Checkpoint(directory, state);
    }

    /** No more than is read again: else the run could not go on. */
    private static byte[] bytes(CheckpointState state) throws IOException {
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state);
        if (bytes.length > LARGEST_STATE) {
            throw new CheckpointException("%s would have %,d bytes, most of them of %s, and at most %,d are read again"
                    .formatted(STATE, bytes.length, largest(state), LARGEST_STATE));
        }
        return bytes;
    }

    private static String largest(CheckpointState state) throws IOException {
        Map<String, Object> parts = new HashMap<>(state.extra());
        parts.put("rules", state.rules());
        Map<String, Integer> sizes = new HashMap<>();
        for (Map.Entry<String, Object> part : parts.entrySet()) {
            sizes.put(part.getKey(), JSON.writeValueAsBytes(part.getValue()).length);
        }
        return Collections.max(sizes.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    /** Both kinds at once, since a disk takes more where it need not wait for the next piece. */
    /** Both kinds at once, since a disk takes more where it need not wait for the next piece. */
    private static Map<Path, String> write(Path directory, LearnedTensors tensors, long shardBytes) throws IOException {
        try (WorkBeside<Map<Path, String>> optimizer = WorkBeside.begin(
                "saving a checkpoint: optimizer",
                () -> new TensorFiles(directory, OPTIMIZER).write(tensors.optimizerState(), shardBytes, CHECKSUM))) {
            Map<Path, String> written = new HashMap<>(
                    new TensorFiles(directory, PARAMETERS).write(tensors.parameters(), shardBytes, CHECKSUM));
            written.putAll(optimizer.await());
            return written;
        }
    }

    public String name() {
        return directory.getFileName().toString();
    }

    /** Parameters and buffers. */
    public List<NamedTensor> parameters() throws IOException {
        return new TensorFiles(directory, PARAMETERS).read();
    }

    public List<NamedTensor> optimizerState() throws IOException {
        return new TensorFiles(directory, OPTIMIZER).read();
    }

    /** Bytes of all files. */
    public long bytes() throws IOException {
        return Manifest.read(directory).files().stream()
                .mapToLong(Manifest.Entry::bytes)
                .sum();
    }
}
