package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention.Held;
import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.Intervention.WentOn;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who hold a run, extend it, and end it as they like. */
class SteeringIT {
    private static final int ENDLESS = 100_000;

    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void nameTheRun() {
        run = new RunFolder(folder.resolve("run"));
    }

    @Test
    void shouldHoldAtTheEndOfAnEpochWhileTrainingTimeStandsStill() throws Exception {
        TrainerProcess process = run.begin(Specifications.quick(folder, ENDLESS));
        control("hold", run.root(), "--by=Ada", "--why=a look");
        assertThat(run.await(process, Held.class, held -> true)).isTrue();
        control("set", run.root(), "training.optimizer.learningRate=0.0001", "training.gradientClip=1", "--by=Ada");
        control("checkpoint", run.root());
        control("extend", run.root(), "--epochs=7", "--by=Ada");
        assertThat(CommandHere.run("control", "extend", run.root()).exitsWith(2).err())
                .contains("with --epochs, --duration or both");
        control("hold", run.root(), "--by=Bob");
        Epoch before = last(Epoch.class);
        control("go-on", run.root(), "--by=Bob", "--why=seen enough");
        assertThat(run.await(process, Epoch.class, epoch -> epoch.epoch() > before.epoch()))
                .isTrue();
        control("stop", run.root(), "--keep=last", "--by=Ada", "--why=good enough");
        process.await().exitsWith(12);

        Held held = last(Held.class);
        assertThat(held).isEqualTo(new Held("Ada", "a look", before.epoch(), before.step()));
        assertThat(run.events(WentOn.class))
                .containsExactly(new WentOn("Bob", "seen enough", before.epoch(), before.step()));
        double waited = secondsBetween(Held.class, WentOn.class);
        Epoch after = run.events(Epoch.class).get(before.epoch());
        assertThat(after.elapsedSeconds() - before.elapsedSeconds()).isLessThan(waited);
        assertThat(run.events(HyperparameterChanged.class))
                .extracting(HyperparameterChanged::key, HyperparameterChanged::to)
                .containsExactly(
                        tuple("training.optimizer.learningRate", "1.0E-4"),
                        tuple("training.gradientClip", "1.0"),
                        tuple("stopWhen.maxEpochs.epochs", "100007"));
        Finished finished = run.finished();
        assertThat(finished.reason()).isEqualTo("stopped by Ada (\"good enough\"); the last model is kept");
        assertThat(finished.modelEpoch()).contains(finished.epoch());
        assertThat(run.names().commands()).isEmptyDirectory();
        run.requireWholeLog();
    }

    @Test
    void shouldWaitAgainAfterADeathAndEndWithTheBestModel() throws Exception {
        Path spec = Specifications.quick(folder, ENDLESS);
        TrainerProcess process = run.begin(spec);
        control("hold", run.root(), "--by=Ada");
        assertThat(run.await(process, Held.class, held -> true)).isTrue();
        process.kill();
        int epoch = last(Epoch.class).epoch();

        TrainerProcess next = TrainerProcess.start("run", spec, "--out", run.root(), "--resume");
        awaitHeld(next, 2);
        control("stop", run.root(), "--by=Ada");
        next.await().exitsWith(12);

        assertThat(run.records().stream()
                        .map(EventRecord::event)
                        .filter(event -> event instanceof Held || event instanceof Resumed)
                        .<Class<?>>map(Object::getClass))
                .as("every process that waits says so")
                .containsExactly(Held.class, Resumed.class, Held.class);
        assertThat(run.finished().epoch()).isEqualTo(epoch);
        assertThat(run.finished().modelEpoch()).isEqualTo(run.finished().best().map(best -> best.epoch()));
    }

    @Test
    void shouldTrainAnEpochWhereItIsToGoOnAndToWaitInOneBreath() throws Exception {
        TrainerProcess process = run.begin(Specifications.quick(folder, ENDLESS));
        control("hold", run.root(), "--by=Ada");
        awaitHeld(process, 1);
        CommandOutbox outbox = new CommandOutbox(run.names());
        outbox.write(new Command.GoOn("Ada", ""));
        outbox.write(new Command.Hold("Bob", ""));
        awaitHeld(process, 2);
        control("stop", run.root());
        process.await().exitsWith(12);

        List<Held> held = run.events(Held.class);
        assertThat(held).extracting(Held::by).containsExactly("Ada", "Bob");
        assertThat(held.get(1).epoch()).isGreaterThan(held.get(0).epoch());
    }

    @Test
    void shouldLeaveNothingOfARunThatIsDiscarded() throws Exception {
        Path spec = Specifications.quick(folder, ENDLESS);
        TrainerProcess process = run.begin(spec);
        assertThat(run.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        control("stop", run.root(), "--keep=nothing", "--by=Ada");
        process.await().exitsWith(12);

        assertThat(run.finished().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(run.finished().reason()).isEqualTo("stopped by Ada; nothing is kept");
        assertThat(run.finished().resumable()).isFalse();
        assertThat(run.finished().modelPath()).isEmpty();
        assertThat(run.names().checkpoints()).isEmptyDirectory();
        assertThat(run.names().model()).doesNotExist();
        // As a process leaves it that is killed behind its last event.
        Files.createFile(Files.createDirectories(run.names().checkpoint(1)).resolve("parameters.safetensors"));
        Files.createDirectories(run.names().model());
        Files.delete(run.names().reportHtml());
        assertThat(CommandHere.run("run", spec, "--out", run.root(), "--resume", "--set=training.gradientClip=1")
                        .exitsWith(2)
                        .err())
                .contains("nothing is kept");
        assertThat(run.names().checkpoints()).isEmptyDirectory();
        assertThat(run.names().model()).doesNotExist();
        assertThat(run.names().reportHtml()).isNotEmptyFile();
    }

    @Test
    void shouldExtendWhatEarlyStoppingOrALimitHasEnded() throws Exception {
        CommandHere.run("run", Specifications.quick(folder, 2), "--out", run.root())
                .exitsWith(0);
        assertThat(CommandHere.run("extend", run.root(), "--duration=1h")
                        .exitsWith(2)
                        .err())
                .contains("no rule maxDuration");

        CommandHere.run("extend", run.root(), "--epochs=2", "--by=Ada", "--why=promising")
                .exitsWith(0);

        assertThat(run.events(Epoch.class)).extracting(Epoch::epoch).containsExactly(1, 2, 3, 4);
        assertThat(run.events(HyperparameterChanged.class))
                .containsExactly(new HyperparameterChanged(
                        "stopWhen.maxEpochs.epochs",
                        "2",
                        "4",
                        "Ada",
                        "promising",
                        3,
                        last(Resumed.class).step()));
        assertThat(Manifest.verify(run.names().model())).isEmpty();

        RunFolder early = new RunFolder(folder.resolve("early"));
        String never = "--set=stopWhen.+={earlyStopping: {metric: validation/loss, patience: 2, minDelta: 100}}";
        CommandHere.run("run", Specifications.quick(folder, 20), "--out", early.root(), never)
                .exitsWith(0);
        assertThat(early.finished().reason()).contains("earlyStopping");
        int ended = early.finished().epoch();
        CommandHere.run("extend", early.root()).exitsWith(0);
        assertThat(early.finished().epoch()).isEqualTo(ended + 2);
    }

    /** Waits until the log tells that often that the run is held. */
    private void awaitHeld(TrainerProcess process, int times) throws Exception {
        AtomicInteger told = new AtomicInteger();
        assertThat(run.await(process, Held.class, held -> told.incrementAndGet() == times))
                .isTrue();
    }

    private <T extends TrainingEvent> T last(Class<T> type) throws Exception {
        List<T> events = run.events(type);
        return events.get(events.size() - 1);
    }

    private double secondsBetween(Class<?> from, Class<?> to) throws Exception {
        EventRecord begin = first(from);
        EventRecord end = first(to);
        return (end.time().toEpochMilli() - begin.time().toEpochMilli()) / 1e3;
    }

    private EventRecord first(Class<?> type) throws Exception {
        return run.records().stream()
                .filter(entry -> type.isInstance(entry.event()))
                .findFirst()
                .orElseThrow();
    }

    private static void control(Object... arguments) throws Exception {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "control";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandHere.run(all).exitsWith(0);
    }
}
