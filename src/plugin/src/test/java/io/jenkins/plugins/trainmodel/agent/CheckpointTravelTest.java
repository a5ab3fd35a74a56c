package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class CheckpointTravelTest {
    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void makeAWorkspace() throws Exception {
        workspace = Files.createDirectory(folder.resolve("workspace"));
        Files.createDirectories(workspace.resolve("out/7/part"));
        Files.writeString(workspace.resolve("out/7/part/weights"), "w");
        Files.writeString(folder.resolve("secret"), "s");
    }

    private String why(String path) throws Exception {
        return new CheckpointTravel(path).invoke(workspace.toFile(), null);
    }

    @Test
    void shouldTakeFilesFoldersAndLinksToThem() throws Exception {
        Files.createSymbolicLink(workspace.resolve("last"), Path.of("out/7"));
        Files.createSymbolicLink(workspace.resolve("out/7/newest"), Path.of("part/weights"));

        assertThat(why("out/7")).isEmpty();
        assertThat(why("out/7/part/weights")).isEmpty();
        assertThat(why("last")).isEmpty();
    }

    @Test
    void shouldTakeNothingFromElsewhere() throws Exception {
        Files.createSymbolicLink(workspace.resolve("away"), folder.resolve("secret"));
        Files.createSymbolicLink(workspace.resolve("out/7/part/data"), workspace.resolve("out"));

        assertThat(why("away")).isEqualTo("it is a link out of the workspace");
        assertThat(why("out/7")).isEqualTo("part/data in it is a link out of it");
    }

    @Test
    void shouldNotCallItKeptWhereNothingIsThere() throws Exception {
        Files.createDirectory(workspace.resolve("empty"));

        assertThat(why("empty")).isEqualTo("it holds no file");
        assertThat(why("none")).isEqualTo("it is not there any more");
    }

    @Test
    void shouldKnowByItsNameWhatCannotBeTaken() {
        assertThat(new ProgramCheckpoint("out/7", 7).obstacle()).isEmpty();
        assertThat(new ProgramCheckpoint("/scratch/7", 7).obstacle()).contains("it does not lie below the workspace");
        assertThat(new ProgramCheckpoint("../7", 7).obstacle()).contains("it does not lie below the workspace");
        assertThat(new ProgramCheckpoint("out/epoch=1,loss=2", 7).obstacle()).isPresent();
    }
}
