package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** DJL's JNI library that the user built for a libtorch of another version than the build's. */
public record GivenJni(Path file) {
    /** Names it for all runs of a machine; a specification does not, as it belongs to the machine's libtorch. */
    public static final String VARIABLE = "TRAIN_MODEL_JNI";

    /** More than enough to tell a machine's few libraries apart. */
    private static final int CHECKSUM_DIGITS = 16;

    /**
     * What the environment names.
     *
     * @throws EngineException where there is no such file
     */
    public static Optional<GivenJni> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(value -> !value.isBlank())
                .map(value -> new GivenJni(existing(Path.of(value).toAbsolutePath())));
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EngineException(
                    "There is no file %s, which the environment variable %s says is DJL's JNI library."
                            .formatted(file, VARIABLE));
        }
        return file;
    }

    /** Tells this content from any other, so that a library that was built anew is not mistaken for the one before. */
    String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest).substring(0, CHECKSUM_DIGITS);
        } catch (IOException e) {
            throw new EngineException("%s cannot be read: %s".formatted(file, e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
