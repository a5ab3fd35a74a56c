package io.jenkins.plugins.trainmodel.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds {@code docs/notifications.md} to the files that other tests compile, run and load. */
class NotificationsDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/notifications.md");
    private static final String PACKAGE = "io/jenkins/plugins/trainmodel/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../docs/examples/pipelines/notify.jenkinsfile",
                "src/test/resources/" + PACKAGE + "webhook/webhooks.yaml",
                "src/test/resources/" + PACKAGE + "registry/registry.yaml"
            })
    void shouldShowTheFileThatTestsUse(String file) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("\n" + Files.readString(Path.of(file)) + "```\n");
    }

    @Test
    void shouldShowAListenerThatCompiles() throws IOException {
        String source = Files.readString(Path.of("src/test/java/" + PACKAGE + "notice/NightWatch.java"));

        assertThat(Files.readString(DOCUMENT)).contains("\n" + source.substring(source.indexOf("/** ")) + "```\n");
    }
}
