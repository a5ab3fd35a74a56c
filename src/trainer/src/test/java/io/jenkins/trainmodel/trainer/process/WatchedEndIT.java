package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How watched programs end that are scripts of a shell: asked, signalled together with their watcher, killed, left alone. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class WatchedEndIT {
    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void nameTheRun() {
        run = new RunFolder(folder.resolve("run"));
    }

    private TrainerProcess start(String yaml, String script, Object... more) throws Exception {
        Path spec = Files.writeString(folder.resolve("mine.yaml"), yaml);
        Path program = Files.writeString(folder.resolve("mine"), script);
        List<Object> arguments =
                new ArrayList<>(List.of("watch", spec, "--out", folder.relativize(run.root()), "--script", program));
        arguments.addAll(List.of(more));
        return TrainerProcess.start(builder -> builder.directory(folder.toFile()), arguments.toArray());
    }

    private ProcessHandle noted(String file) throws Exception {
        Path note = folder.resolve(file);
        while (Files.notExists(note) || Files.readString(note).isBlank()) {
            Thread.sleep(20);
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(note).strip())).orElseThrow();
    }

    /** As programs do that make a directory for every run of theirs. */
    @Test
    void shouldHearAProgramThatHasGoneToAnotherDirectory() throws Exception {
        start("stopWhen: [{maxEpochs: 1}]", """
            mkdir deeper
            cd deeper
            echo '{"epoch": 1, "loss": 1}' >> "$TRAIN_MODEL_METRICS"
            while [ ! -e "$TRAIN_MODEL_STOP" ]; do sleep 0.05; done
            """).await().exitsWith(0);

        assertThat(run.finished().epoch()).isEqualTo(1);
    }

    /** The shell would die of the signal, and what it has started, which catches it, would be left for the last means. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSignalWhatAShellHasStartedAndLetItGoOnBehindThat() throws Exception {
        Path training = Files.writeString(folder.resolve("training"), """
            trap 'echo saved > saved; exit 3' TERM
            echo '{"epoch": 1, "loss": 1}' >> "$TRAIN_MODEL_METRICS"
            while :; do sleep 0.1; done
            """);
        start(
                        "stopWhen: [{maxEpochs: 1}]\nwatch: {signalAfter: 100ms, grace: 20s, artifacts: [saved, exported]}",
                        """
            sh %s || echo "ended with $?"
            echo model > exported
            """.formatted(training))
                .await()
                .exitsWith(0);

        Finished finished = run.finished();
        assertThat(finished.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(finished.reason()).doesNotContain("killed");
        assertThat(run.names().model().resolve("artifacts")).isDirectoryContaining("glob:**saved");
        assertThat(run.names().model().resolve("artifacts/exported")).hasContent("model");
        assertThat(Files.readString(run.names().output())).contains("ended with 3");
        assertThat(run.events(Started.class).get(0).environment().get("command"))
                .startsWith("sh " + training)
                .endsWith("; echo model > exported");
    }

    @Test
    void shouldRunAScriptByTheProgramOfItsFirstLine() throws Exception {
        start("stopWhen: [{maxEpochs: 5}]", """
            #!/usr/bin/awk -f
            BEGIN { print "{\\"epoch\\": 1, \\"loss\\": 1}" >> ENVIRON["TRAIN_MODEL_METRICS"]; print "by awk" }
            """).await().exitsWith(0);

        assertThat(Files.readString(run.names().output())).isEqualTo("by awk\n");
    }

    @Test
    void shouldEndAScriptAtTheFirstCommandThatFailsAndSayHow() throws Exception {
        start("stopWhen: [{maxEpochs: 5}]", "echo ready\ncat no-such-file\necho reached\n")
                .await()
                .exitsWith(11);

        assertThat(run.finished().reason())
                .startsWith("the program has failed with exit code 1; its last lines: ready | cat: no-such-file")
                .doesNotContain("reached");
    }

    @Test
    void shouldSayWhatIsWrongWithTheProgramThatIsToBeStarted() throws Exception {
        Path spec = Files.writeString(folder.resolve("mine.yaml"), "stopWhen: [{maxEpochs: 5}]");
        TrainerProcess.runIn(folder, "watch", spec, "--out", run.root()).exitsWith(2);
        TrainerProcess.Result none = TrainerProcess.runIn(
                        folder, "watch", spec, "--out", run.root(), "--script", folder.resolve("none"))
                .exitsWith(2);

        assertThat(none.err()).contains("--script: ").contains("is no file of at most");
    }

    @Test
    void shouldNotCallItAFailureWhenTheSignalMeetsBoth() throws Exception {
        TrainerProcess watcher = start("stopWhen: [{maxEpochs: 5}]", """
            echo $$ > number
            echo '{"epoch": 1, "loss": 1}' >> "$TRAIN_MODEL_METRICS"
            while :; do sleep 0.1; done
            """);
        watcher.awaitOutput("epoch 1/5");
        ProcessHandle program = noted("number");

        watcher.signalWith(program, "TERM");
        watcher.await().exitsWith(12);

        assertThat(run.finished().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(run.finished().resumable()).isTrue();
        assertThat(run.finished().reason()).doesNotContain("failed");
    }

    @Test
    void shouldEndAnOrphanBeforeItsProgramIsStartedAgain() throws Exception {
        String rules = "stopWhen: [{maxEpochs: 2}]\nwatch: {signalAfter: 100ms, grace: 300ms}";
        String script = """
            trap '' TERM
            [ ! -e number ] || case "$(ps -o stat= -p "$(cat number)")" in ''|Z*) ;; *) echo together > together ;; esac
            echo $$ > number
            epoch=$((TRAIN_MODEL_EPOCH + 1))
            echo "{'epoch': $epoch, 'loss': 1}" | tr "'" '"' >> "$TRAIN_MODEL_METRICS"
            while [ "$epoch" = 1 ]; do sleep 0.1; done
            """;
        TrainerProcess watcher = start(rules, script);
        watcher.awaitOutput("epoch 1/2");
        ProcessHandle orphan = noted("number");
        watcher.kill();
        assertThat(orphan.isAlive()).isTrue();

        start(rules, script, "--resume").await().exitsWith(0);

        orphan.onExit().get(20, TimeUnit.SECONDS);
        assertThat(folder.resolve("together")).doesNotExist();
        assertThat(run.events(Warning.class)).extracting(Warning::code).contains("orphans");
        assertThat(run.finished().epoch()).isEqualTo(2);
    }

    @Test
    void shouldTellWhatACheckpointIsOfThatIsSavedBehindTheEnd() throws Exception {
        start("stopWhen: [{maxEpochs: 1}]\nwatch: {signalAfter: 20s}", """
            echo '{"type": "epoch", "epoch": 1, "step": 10, "metrics": {"loss": 1}}' >> "$TRAIN_MODEL_METRICS"
            while [ ! -e "$TRAIN_MODEL_STOP" ]; do sleep 0.05; done
            echo "{'type': 'checkpoint', 'path': '$PWD/out/last.pt', 'epoch': 2, 'step': 20}" | tr "'" '"' >> "$TRAIN_MODEL_METRICS"
            """)
                .await()
                .exitsWith(0);

        assertThat(run.finished().step()).isEqualTo(10);
        assertThat(run.events(CheckpointSaved.class)).singleElement().satisfies(saved -> {
            assertThat(saved.name()).isEqualTo("out/last.pt");
            assertThat(saved.epoch()).isEqualTo(2);
            assertThat(saved.step()).isEqualTo(20);
        });
    }

    /** What a program leaves behind says nothing of how it has ended. */
    @Test
    void shouldJudgeAProgramByItsOwnEndAndNotByWhatItLeaves() throws Exception {
        start("stopWhen: [{maxEpochs: 1}]\nwatch: {signalAfter: 2s, grace: 300ms}", """
            sh -c 'trap "" TERM; while :; do sleep 0.1; done' > /dev/null 2>&1 &
            echo $! > left
            echo '{"epoch": 1, "loss": 1}' >> "$TRAIN_MODEL_METRICS"
            while [ ! -e "$TRAIN_MODEL_STOP" ]; do sleep 0.05; done
            exit 4
            """)
                .await()
                .exitsWith(11);

        assertThat(run.finished().reason())
                .contains("; but the program has failed with exit code 4")
                .doesNotContain("killed");
        long left = Long.parseLong(Files.readString(folder.resolve("left")).strip());
        // One that nobody has waited for yet is still listed for a moment.
        ProcessHandle.of(left)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .get(20, TimeUnit.SECONDS);
    }
}
