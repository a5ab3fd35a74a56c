package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.RuleEvaluated;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that train by themselves, watched as a user has them watched. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class WatchIT {
    private static final Path EXAMPLE = Path.of("../../docs/examples/watch").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void requirePython() throws Exception {
        Process python = new ProcessBuilder("python3", "--version")
                .redirectErrorStream(true)
                .start();
        assumeThat(python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0)
                .isTrue();
        run = new RunFolder(folder.resolve("run"));
    }

    private TrainerProcess begin(String secondsPerStep, Object... more) throws Exception {
        List<Object> arguments = new ArrayList<>(List.of("watch", EXAMPLE.resolve("train.yaml"), "--out", run.root()));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--", "python3", EXAMPLE.resolve("plain_loop.py")));
        return TrainerProcess.start(
                builder -> {
                    builder.directory(folder.toFile());
                    builder.environment().put("PLAIN_LOOP_SECONDS", secondsPerStep);
                },
                arguments.toArray());
    }

    private Result script(String yaml, String python) throws Exception {
        return start(yaml, python).await();
    }

    private TrainerProcess start(String yaml, String python, Object... more) throws Exception {
        Path spec = Files.writeString(folder.resolve("mine.yaml"), yaml);
        Path program = Files.writeString(folder.resolve("mine.py"), python);
        List<Object> arguments = new ArrayList<>(List.of("watch", spec, "--out", run.root()));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--", "python3", program));
        return TrainerProcess.start(builder -> builder.directory(folder.toFile()), arguments.toArray());
    }

    /** One that nobody has waited for yet is still listed for a moment. */
    private static void requireEnd(long process) throws Exception {
        ProcessHandle.of(process)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .get(20, TimeUnit.SECONDS);
    }

    private void requireEachEpochOnce() throws Exception {
        List<Integer> epochs =
                run.events(Epoch.class).stream().map(Epoch::epoch).toList();
        for (int i = 0; i < epochs.size(); i++) {
            assertThat(epochs.get(i)).isEqualTo(i + 1);
        }
        List<Long> steps = run.events(Step.class).stream().map(Step::step).toList();
        assertThat(steps).isNotEmpty().isSorted().doesNotHaveDuplicates();
        run.requireWholeLog();
    }

    @Test
    void shouldStopTheExampleByARuleAndKeepItsModel() throws Exception {
        Result result = begin("0").await().exitsWith(0);

        Finished finished = run.finished();
        assertThat(finished.fired().get(0).type()).isIn("earlyStopping", "target");
        assertThat(finished.modelPath()).contains("model");
        assertThat(finished.modelEpoch()).contains(finished.epoch());
        assertThat(Manifest.verify(run.names().model())).isEmpty();
        assertThat(run.names().model().resolve("artifacts/plain-loop/model.json"))
                .exists();
        assertThat(JSON.readTree(run.names().model().resolve("training.json").toFile())
                        .at("/result/packaged/metrics/validation~1accuracy")
                        .doubleValue())
                .isEqualTo(finished.metrics().get("validation/accuracy"));
        assertThat(result.out())
                .contains("watching python3 ")
                .contains("epoch 1: loss ")
                .contains("1 of 1 held")
                .contains("outcome success");
        assertThat(run.events(RuleEvaluated.class)).hasSameSizeAs(run.events(Epoch.class));
        assertThat(Files.readString(run.names().reportHtml())).contains("plain-loop");
        requireEachEpochOnce();

        TrainerProcess.runIn(
                        folder,
                        "watch",
                        EXAMPLE.resolve("train.yaml"),
                        "--out",
                        run.root(),
                        "--resume",
                        "--",
                        "python3",
                        "x")
                .exitsWith(2);
    }

    @Test
    void shouldGoOnAfterAKillAsIfNothingHadHappened() throws Exception {
        String[] longer = {"--set", "stopWhen=[{maxEpochs: 12}]"};
        TrainerProcess process = begin("0.01", (Object[]) longer);
        process.awaitOutput("epoch 3/12");
        process.kill();
        int before = run.events(Epoch.class).size();

        Result result = begin("0", "--resume", "--set", "stopWhen=[{maxEpochs: 12}]")
                .await()
                .exitsWith(0);

        Resumed resumed = run.events(Resumed.class).get(0);
        assertThat(resumed.epoch()).isGreaterThanOrEqualTo(before);
        assertThat(resumed.checkpoint()).endsWith("model.json");
        assertThat(run.finished().epoch()).isEqualTo(12);
        assertThat(run.finished().fired().get(0).rule()).isEqualTo("maxEpochs");
        assertThat(run.events(CheckpointSaved.class))
                .isNotEmpty()
                .allMatch(saved -> saved.reason().equals("program"))
                .extracting(CheckpointSaved::step)
                .isSorted();
        requireEachEpochOnce();
        assertThat(result.out()).doesNotContain("epoch 1: loss");
    }

    @Test
    void shouldAskTheProgramToEndWhenAPersonDoes() throws Exception {
        TrainerProcess process = begin("0.01");
        process.awaitOutput("epoch 2/");
        CommandHere.run("control", "stop", run.root()).exitsWith(0);
        process.await().exitsWith(12);

        Finished finished = run.finished();
        assertThat(finished.outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(finished.resumable()).isTrue();
        assertThat(finished.reason()).startsWith("stopped by ").doesNotContain("killed");
        assertThat(finished.modelPath()).isPresent();
        assertThat(run.names().watch().resolve("stop")).exists();
    }

    @Test
    void shouldKillAProgramThatDoesNotHeedAndItsChildren() throws Exception {
        Result result = script("""
            stopWhen:
              - maxEpochs: 1
            watch: {signalAfter: 100ms, grace: 500ms}
            """, """
            import json, os, signal, subprocess, sys, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            child = subprocess.Popen([sys.executable, "-c",
                "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(300)"],
                start_new_session=True)
            open("child", "w").write(str(child.pid))
            with open(os.environ["TRAIN_MODEL_METRICS"], "a") as file:
                file.write(json.dumps({"epoch": 1, "loss": 1}) + "\\n")
            time.sleep(300)
            """);

        result.exitsWith(0);
        assertThat(run.finished().reason()).endsWith("the program did not end within its grace and was killed");
        requireEnd(Long.parseLong(Files.readString(folder.resolve("child"))));
    }

    @Test
    void shouldLeaveNoProgramThatNobodyWatches() throws Exception {
        TrainerProcess process = start("""
            stopWhen: [{maxEpochs: 5}]
            watch: {grace: 500ms}
            """, """
            import os, time
            print("process %d" % os.getpid(), flush=True)
            time.sleep(300)
            """);
        process.awaitOutput("process ");
        DurableFiles.deleteDirectory(run.root());

        Result result = process.await().exitsWith(1);

        Matcher said = Pattern.compile("process (\\d+)").matcher(result.out());
        assertThat(said.find()).isTrue();
        requireEnd(Long.parseLong(said.group(1)));
    }

    @Test
    void shouldTellNothingTwiceWhenItGoesOn() throws Exception {
        String rules = "stopWhen: [{maxEpochs: 5}]";
        start(rules, """
            import json, os, sys
            with open(os.environ["TRAIN_MODEL_METRICS"], "a") as file:
                for number in range(30):
                    file.write(json.dumps({"type": "message", "message": "message %d" % number}) + "\\n")
                for number in range(5):
                    file.write(json.dumps({"type": "checkpoint", "path": "%d.pt" % number}) + "\\n")
                file.write(json.dumps({"epoch": 1, "loss": 1}) + "\\n")
            sys.exit(3)
            """).await().exitsWith(11);

        start(rules, """
            import json, os
            with open(os.environ["TRAIN_MODEL_METRICS"], "a") as file:
                file.write(json.dumps({"type": "checkpoint", "path": "5.pt"}) + "\\n")
                file.write(json.dumps({"epoch": 2, "loss": 1}) + "\\n")
            """, "--resume").await().exitsWith(0);

        assertThat(run.events(CheckpointSaved.class))
                .extracting(CheckpointSaved::name)
                .containsExactly("0.pt", "1.pt", "2.pt", "3.pt", "4.pt", "5.pt");
        assertThat(run.events(Warning.class).stream()
                        .filter(warning -> warning.code().equals("program")))
                .hasSize(20);
    }

    @Test
    void shouldSayHowAProgramHasFailed() throws Exception {
        script("stopWhen: [{maxEpochs: 5}, {gradientBelow: 0.1}]", """
            import json, os
            with open(os.environ["TRAIN_MODEL_METRICS"], "a") as file:
                file.write(json.dumps({"epoch": 1, "loss": float("inf")}) + "\\n")
                file.write("half a line")
            raise ValueError("no luck today")
            """).exitsWith(11);

        Finished finished = run.finished();
        assertThat(finished.reason())
                .startsWith("the program has failed with exit code 1; its last lines: ")
                .endsWith("ValueError: no luck today");
        assertThat(finished.resumable()).isTrue();
        assertThat(run.events(Warning.class).stream().map(Warning::code)).contains("notMeasured", "metrics");
    }

    @Test
    void shouldBearWhateverAProgramPrints() throws Exception {
        Result result = script("stopWhen: [{maxEpochs: 2}]", """
            import json, os, sys
            out = sys.stdout.buffer
            for _ in range(40):
                out.write(os.urandom(1 << 20).replace(b"\\n", b" "))
            for _ in range(1 << 10):
                out.write(b"x" * (1 << 20))
            out.write(b"\\n" + b"the end")
            out.flush()
            with open(os.environ["TRAIN_MODEL_METRICS"], "ab") as file:
                file.write(os.urandom(3 << 20) + b"\\n")
                for epoch in (1, 1, 2, 1):
                    file.write((json.dumps({"epoch": epoch, "loss": 1}) + "\\n").encode())
            """).exitsWith(0);

        assertThat(result.out()).contains("The report is ").doesNotContain("Checkpoints are in");

        assertThat(run.finished().epoch()).isEqualTo(2);
        assertThat(Files.size(run.names().output())).isLessThan(1 << 20);
        assertThat(Files.readString(run.names().output())).endsWith("…\nthe end\n");
        requireEpochs(2);
    }

    private void requireEpochs(int count) throws Exception {
        assertThat(run.events(Epoch.class)).hasSize(count);
    }
}
