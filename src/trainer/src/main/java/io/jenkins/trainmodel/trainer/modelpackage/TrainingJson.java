package io.jenkins.trainmodel.trainer.modelpackage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.reference.PackagedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The form of {@code training.json}: indented, numbers that are not finite as events have them. */
final class TrainingJson {
    private static final int LARGEST = 64 << 20;
    private static final int DEEPEST = 500;
    private static final JsonMapper MAPPER = BoundedJson.builder(LARGEST, DEEPEST)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private TrainingJson() {}

    static byte[] write(TrainingRecord training) throws IOException {
        ObjectNode tree = MAPPER.valueToTree(training);
        NonFinite.extract(tree);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
    }

    /**
     * Reads a package's record.
     *
     * @throws ModelPackageException if it is none that this program understands
     */
    static TrainingRecord read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new ModelPackageException(file + " is larger than " + LARGEST + " bytes");
        }
        TrainingRecord training = parse(file, Files.readAllBytes(file));
        if (training.version() != TrainingRecord.SCHEMA_VERSION) {
            throw new ModelPackageException(file + " has the version " + training.version() + ", but only "
                    + TrainingRecord.SCHEMA_VERSION + " is known here; use the version that wrote it");
        }
        if (training.network() == null || training.data() == null || training.result() == null) {
            throw new ModelPackageException(file + " lacks network, data or result");
        }
        return training;
    }

    /** Whether it is the record of a run in which another program has trained; what cannot be read is not. */
    static boolean isOfAnotherProgram(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return false;
        }
        try {
            return MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode tree
                    && tree.path(PackagedRun.COMMAND).isTextual();
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }

    private static TrainingRecord parse(Path file, byte[] json) throws IOException {
        try {
            if (!(MAPPER.readTree(json) instanceof ObjectNode tree)) {
                throw new ModelPackageException(file + " is no JSON object");
            }
            NonFinite.restore(tree);
            return MAPPER.treeToValue(tree, TrainingRecord.class);
        } catch (JsonProcessingException failure) {
            throw new ModelPackageException(file + " cannot be read: " + JsonProblem.of(failure), failure);
        } catch (IllegalArgumentException failure) {
            throw new ModelPackageException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
