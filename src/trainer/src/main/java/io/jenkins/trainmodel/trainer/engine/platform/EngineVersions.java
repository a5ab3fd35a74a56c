package io.jenkins.trainmodel.trainer.engine.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The versions that this program was built with.
 *
 * @param djl of DJL, such as 0.36.0
 * @param pytorch of libtorch, such as 2.7.1; DJL's JNI library fits this one and no other
 */
public record EngineVersions(String djl, String pytorch) {

    /** The versions that the build named. */
    public static EngineVersions ofBuild() {
        Properties properties = new Properties();
        try (InputStream stream = EngineVersions.class.getResourceAsStream("engine.properties")) {
            properties.load(Objects.requireNonNull(stream, "engine.properties is missing in the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EngineVersions(properties.getProperty("djl"), properties.getProperty("pytorch"));
    }
}
