package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Intervention.CommandApplied;
import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People, and worse, who step in while a training goes on. */
class ControlIT {
    private static final int ENDLESS = 100_000;

    @TempDir
    private Path folder;

    @Test
    void shouldObeyPeopleAndAnswerWhateverElseLiesAmongTheCommands() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = run.begin(Specifications.resumable(folder, ENDLESS));

        control("checkpoint", run.root(), "--by", "Ada");
        assertThat(run.await(
                        process, CheckpointSaved.class, saved -> saved.reason().equals("command")))
                .isTrue();
        control("set", run.root(), "training.optimizer.learningRate=0.0001", "--by", "Ada");
        assertThat(run.await(process, HyperparameterChanged.class, change -> true))
                .isTrue();
        Map<String, String> refusals = throwIn(run.names().commands());
        for (String id : refusals.keySet()) {
            assertThat(run.await(
                            process, CommandApplied.class, answer -> answer.id().equals(id)))
                    .as(id)
                    .isTrue();
        }
        control("stop", run.root(), "--by", "Ada");
        process.await().exitsWith(12);

        requireRefusals(run, refusals);
        assertThat(run.names().commands()).isEmptyDirectory();
        assertThat(folder.resolve("precious/file")).hasContent("of somebody else");
        assertThat(run.events(HyperparameterChanged.class)).hasSize(1);
        assertThat(run.finished().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(Manifest.verify(run.names().model())).isEmpty();
        run.requireWholeLog();
    }

    @Test
    void shouldTellTheSenderWhatBecameOfACommand() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = run.begin(Specifications.resumable(folder, ENDLESS));

        assertThat(CommandHere.run("control", "set", run.root(), "model.hidden=[1]")
                        .exitsWith(2)
                        .err()
                        .strip())
                .isEqualTo("error: The run refuses: model.hidden cannot change while a run goes on");
        assertThat(CommandHere.run("control", "checkpoint", run.root())
                        .exitsWith(0)
                        .out())
                .contains("Accepted: saved as checkpoint");
        assertThat(CommandHere.run("control", "stop", run.root(), "--by", "Ada", "--no-wait")
                        .exitsWith(0)
                        .out())
                .contains("Sent as");
        process.await().exitsWith(12);

        assertThat(CommandHere.run("control", "stop", run.root()).exitsWith(2).err())
                .contains("No process trains in " + run.root())
                .contains("aborted: stopped by Ada")
                .contains("Nothing was sent");
        assertThat(run.names().commands()).isEmptyDirectory();
    }

    @Test
    void shouldWaitUntilWhatWasAskedForHasComeAboutWhileOthersFollow() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = run.begin(Specifications.resumable(folder, ENDLESS));
        TrainerProcess follower = TrainerProcess.start("follow", run.root());

        assertThat(CommandHere.run("control", "checkpoint", run.root(), "--wait")
                        .exitsWith(0)
                        .out())
                .contains("Accepted: saved as checkpoint", " is saved, of step ");
        assertThat(CommandHere.run(
                                "control",
                                "set",
                                run.root(),
                                "training.optimizer.learningRate=0.0001",
                                "training.gradientClip=2.0",
                                "--wait")
                        .exitsWith(0)
                        .out())
                .contains("training.optimizer.learningRate: 0.002 → 1.0E-4", "training.gradientClip: 1.0 → 2.0")
                .doesNotContain("saved as checkpoint");
        assertThat(CommandHere.run("control", "set", run.root(), "training.gradientClip=2.0", "--wait")
                        .exitsWith(0)
                        .out())
                .contains("Accepted: these are the values already.");
        assertThat(CommandHere.run("control", "stop", run.root(), "--by", "Ada", "--wait")
                        .exitsWith(0)
                        .out())
                .contains("The run has ended: aborted, stopped by Ada");
        assertThat(run.names().reportHtml()).exists();
        assertThat(RunLock.isHeld(run.names())).isFalse();

        process.await().exitsWith(12);
        assertThat(follower.await().exitsWith(12).out()).contains("training ", "stopped by Ada");
    }

    @Test
    void shouldNotObeyACommandThatWasMeantForAnEarlierProcess() throws Exception {
        Path spec = Specifications.resumable(folder, 2);
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.begin(spec).kill();
        String stale = new CommandOutbox(run.names()).write(new Command.Stop("Ada"));

        CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(0);

        assertThat(run.finished().epoch()).isEqualTo(2);
        assertThat(run.events(CommandApplied.class)).singleElement().satisfies(answer -> {
            assertThat(answer.id()).isEqualTo(stale);
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.message()).contains("sent before this process took up the run");
        });
    }

    private static void requireRefusals(RunFolder run, Map<String, String> refusals) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        run.events(CommandApplied.class).stream()
                .filter(answer -> !answer.accepted())
                .forEach(answer -> answers.put(answer.id(), answer.message()));
        assertThat(answers.keySet()).isEqualTo(refusals.keySet());
        refusals.forEach((id, reason) -> assertThat(answers.get(id)).as(id).contains(reason));
    }

    /** Puts files among the commands that no sender of good faith would; returns what each is to be answered with. */
    private Map<String, String> throwIn(Path commands) throws IOException {
        Files.createDirectories(commands);
        Path precious = Files.createDirectories(folder.resolve("precious"));
        Files.writeString(precious.resolve("file"), "of somebody else");
        Map<String, String> refusals = new TreeMap<>();
        write(commands, "empty", "");
        refusals.put("empty", "not a JSON object");
        write(commands, "text", "stop, please");
        refusals.put("text", "it cannot be read");
        write(commands, "unknown", "{\"v\":1,\"type\":\"selfDestruct\"}");
        refusals.put("unknown", "its \"type\" must be one of");
        write(commands, "deep", "[".repeat(30_000));
        refusals.put("deep", "it cannot be read");
        write(commands, "large", "{\"v\":1,\"type\":\"stop\",\"by\":\"" + "a".repeat(100_000) + "\"}");
        refusals.put("large", "larger than");
        write(commands, "fixed", set("model.hidden", "[1]"));
        refusals.put("fixed", "cannot change while a run goes on");
        write(commands, "misspelled", set("training.optimizer.learningRat", "0.1"));
        refusals.put("misspelled", "did you mean `learningRate`?");
        write(commands, "absurd", set("training.optimizer.learningRate", "-1"));
        refusals.put("absurd", "-1");
        write(commands, "outside", set("../../events.jsonl", "x"));
        refusals.put("outside", "found an unknown key");
        Files.createSymbolicLink(commands.resolve("link.json"), precious.resolve("file"));
        refusals.put("link", "not a plain file");
        Files.createSymbolicLink(commands.resolve("folder.json"), precious);
        refusals.put("folder", "not a plain file");
        return refusals;
    }

    private static String set(String key, String value) {
        return "{\"v\":1,\"type\":\"change\",\"values\":{\"%s\":\"%s\"}}".formatted(key, value);
    }

    private static void write(Path commands, String id, String text) throws IOException {
        Path unfinished = commands.resolve("." + id);
        Files.writeString(unfinished, text);
        Files.move(unfinished, commands.resolve(id + ".json"));
    }

    private static void control(Object... arguments) throws Exception {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "control";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandHere.run(all).exitsWith(0);
    }
}
