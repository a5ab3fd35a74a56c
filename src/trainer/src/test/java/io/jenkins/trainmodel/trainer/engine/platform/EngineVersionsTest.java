package io.jenkins.trainmodel.trainer.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EngineVersionsTest {
    @Test
    void shouldNameTheVersionsThatDjlWasBuiltWith() throws IOException {
        Properties djl = new Properties();
        try (InputStream stream = EngineVersionsTest.class.getResourceAsStream("/pytorch-engine.properties")) {
            djl.load(stream);
        }

        EngineVersions versions = EngineVersions.ofBuild();

        assertThat(versions.djl()).isEqualTo(djl.getProperty("djl_version"));
        assertThat(versions.pytorch()).isEqualTo(djl.getProperty("pytorch_version"));
    }
}
