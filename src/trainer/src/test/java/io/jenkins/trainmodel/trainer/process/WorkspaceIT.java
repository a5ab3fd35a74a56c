package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workspaces that are called otherwise when a run goes on, as on another agent. */
class WorkspaceIT {
    private static final int EPOCHS = 5;

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnWhereverTheWorkspaceLies() throws Exception {
        RunFolder uninterrupted = new RunFolder(workspace("whole").resolve("run"));
        CommandHere.run("run", uninterrupted.root().resolveSibling("train.yaml"), "--out", uninterrupted.root())
                .exitsWith(0);
        Path killed = killWithinTheRun("nightly");

        Path elsewhere = Files.move(killed, folder.resolve("nightly@2"));
        RunFolder run = new RunFolder(elsewhere.resolve("run"));
        CommandHere.run("run", elsewhere.resolve("train.yaml"), "--out", run.root(), "--resume")
                .exitsWith(0);

        assertThat(run.events(Resumed.class)).singleElement().matches(resumed -> !resumed.supersedes());
        run.requireTheSameAs(uninterrupted, "another workspace");
    }

    @Test
    void shouldNotGoOnWithOtherContent() throws Exception {
        Path workspace = killWithinTheRun("nightly");
        Path data = workspace.resolve("digits.csv");
        Files.writeString(data, Files.readString(data).replaceFirst("\n", "\n" + "0,".repeat(64) + "7\n"));

        TrainerProcess.Result refused = CommandHere.run(
                        "run", workspace.resolve("train.yaml"), "--out", workspace.resolve("run"), "--resume")
                .exitsWith(2);

        assertThat(refused.err())
                .contains("error: The data is not that of the run which is to go on: the content of digits.csv has"
                        + " changed");
    }

    private Path killWithinTheRun(String name) throws Exception {
        Path workspace = workspace(name);
        new RunFolder(workspace.resolve("run")).trainAndKill(workspace.resolve("train.yaml"));
        return workspace;
    }

    private Path workspace(String name) throws Exception {
        Path workspace = Files.createDirectory(folder.resolve(name));
        Path data = Files.copy(Specifications.EXAMPLE.resolve("digits.csv"), workspace.resolve("digits.csv"));
        Path spec = Specifications.resumable(workspace, EPOCHS);
        String text = Files.readString(spec);
        Files.writeString(
                spec, text.replace(Specifications.EXAMPLE.resolve("digits.csv").toString(), "digits.csv"));
        assertThat(data).exists();
        return workspace;
    }
}
