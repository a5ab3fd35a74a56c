package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LibraryLogTest {
    @TempDir
    Path temporary;

    @Test
    void shouldAppendWhatLibrariesSay() throws IOException {
        Path file = Files.writeString(temporary.resolve("100% train.log"), "begun\n");

        try (LibraryLog.Attachment attachment = LibraryLog.appendTo(file)) {
            assertThat(attachment).isNotNull();
            LoggerFactory.getLogger("ai.djl.pytorch.jni.LibUtils").warn("no such {}", "flavor");
            LoggerFactory.getLogger("org.other").warn("not ours");
            assertThat(file).content().startsWith("begun\n").contains("no such flavor");
        }
        LoggerFactory.getLogger("ai.djl.pytorch.jni.LibUtils").warn("after the end");

        assertThat(file).content().doesNotContain("not ours").doesNotContain("after the end");
    }
}
