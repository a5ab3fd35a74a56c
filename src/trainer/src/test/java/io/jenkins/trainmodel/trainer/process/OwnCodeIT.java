package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.Conclusion.Failed;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.own.DataSource;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with parts of users' own. */
class OwnCodeIT {
    private static final int EPOCHS = 6;
    private static final String NAMED = "public String name() { return \"mine\"; }\n";

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;
    private Path jar;
    private String[] settings;

    @BeforeEach
    void specify() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
        jar = UserJars.example(folder.resolve("libs"));
        settings = new String[] {
            "classpath=[libs/*.jar]",
            "training.schedule={type: custom, part: triangle, options: {cycleEpochs: 2, least: 0.3}}",
            "training.loss={type: custom, part: focal, options: {gamma: 1.5}}",
            "training.customMetrics=[balanced-accuracy]",
            "stopWhen.+={custom: {part: in-a-row, options: {metric: validation/balanced-accuracy, atLeast: 0.8,"
                    + " epochs: 4}}}",
            "callbacks=[{part: chronicle, onError: ignore}]",
            "checkpoint.everySteps=40",
            "reporting.everySteps=1"
        };
    }

    @Test
    void shouldGoOnAfterAKillAsIfNothingHadHappened() throws Exception {
        RunFolder straight = training.trainHere("straight", digits, EPOCHS, settings);
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, digits, EPOCHS, settings);
        assertThat(killed.await(process, CheckpointSaved.class, saved -> saved.epoch() > 1))
                .isTrue();
        process.kill();

        byte[] same = Files.readAllBytes(jar);
        UserJars.repack(jar);
        assertThat(CommandHere.run(resume(killed)).exitsWith(2).err())
                .contains("own-parts.jar on the class path is another one than before: its SHA-256 was ");
        Files.write(jar, same);
        Path more = UserJars.of(folder.resolve("libs/other.jar"), Callback.class, NAMED);
        assertThat(CommandHere.run(resume(killed)).exitsWith(2).err()).contains("other.jar has come to the class path");
        Files.delete(more);
        CommandHere.run(resume(killed)).exitsWith(0);

        killed.requireTheSameAs(straight, "killed and gone on");
        assertThat(killed.events(Started.class).get(0).environment().get("classpath"))
                .startsWith("own-parts.jar (SHA-256 ");
        List<Epoch> epochs = killed.events(Epoch.class);
        assertThat(epochs).allSatisfy(epoch -> assertThat(epoch.metrics()).containsKey("validation/balanced-accuracy"));
        assertThat(epochs.get(0).metrics().get("learningRate"))
                .isNotEqualTo(epochs.get(1).metrics().get("learningRate"));
        assertThat(last(killed.root())).isEqualTo(last(straight.root()));
        CommandHere.run("verify", killed.names().model()).exitsWith(0);
    }

    private Object[] resume(RunFolder run) throws Exception {
        List<Object> arguments =
                new ArrayList<>(List.of("run", training.write(digits, EPOCHS), "--out", run.root(), "--resume"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return arguments.toArray();
    }

    /** The last two lines of the chronicle, which tell all steps and the end. */
    private static List<String> last(Path run) throws Exception {
        List<String> lines = Files.readAllLines(run.resolve("chronicle.txt")).stream()
                .filter(line -> line.startsWith("e"))
                .toList();
        return lines.subList(lines.size() - 2, lines.size());
    }

    @Test
    void shouldEndWhereACallbackFailsAndGoOnWhereThatIsToBeIgnored() throws Exception {
        UserJars.of(
                folder.resolve("libs/own-parts.jar"),
                Callback.class,
                NAMED
                        + "public void epoch(Moment moment) {\n"
                        + "throw new IllegalStateException(\"no \" + moment.epoch());\n"
                        + "}public void started(java.nio.file.Path d, boolean r) { Thread t = new Thread(() -> {"
                        + " try { Thread.sleep(600000); } catch (InterruptedException e) {} }, \"left-behind\");"
                        + " t.setDaemon(true); t.start(); }");

        RunFolder fatal = training.run("fatal");
        String said = CommandHere.run(arguments(fatal, "callbacks=[mine]"))
                .exitsWith(1)
                .err();
        String sentence = "Code of your own has failed: the callback mine in user.Mine.epoch (Mine.java:4):"
                + " java.lang.IllegalStateException: no 1";
        assertThat(said)
                .contains(sentence, "at own//user.Mine.epoch(Mine.java:4)")
                .doesNotContain("at io.jenkins.trainmodel.trainer");
        assertThat(fatal.events(Failed.class))
                .hasSize(1)
                .allSatisfy(failed -> assertThat(failed.reason()).startsWith(sentence));
        assertThat(fatal.events(BottleneckFound.class)).hasSize(1);
        RunFolder ignoring = training.run("ignoring");
        CommandHere.run(arguments(ignoring, "callbacks=[{part: mine, onError: ignore}]"))
                .exitsWith(0);
        assertThat(ignoring.events(Warning.class))
                .extracting(Warning::message)
                .anySatisfy(warning -> assertThat(warning).startsWith(sentence).contains("onError: ignore"))
                .anySatisfy(warning -> assertThat(warning).contains("threads running: left-behind"));
        assertThat(ignoring.events(Epoch.class)).hasSize(2);
    }

    /** The process may have no more memory for others: that ends the run also where the callback is to be ignored. */
    @ParameterizedTest
    @CsvSource({
        "System.exit(0);, fail, 'ended the process: the callback mine in user.Mine.epoch (Mine.java:3) calls System.exit'",
        "'Thread t = new Thread(() -> System.exit(0)); t.start(); try { t.join(); } catch (InterruptedException e) {}',"
                + " ignore, 'ended the process: the callback mine in user.Mine.lambda$epoch$0 (Mine.java:3) calls System.exit'",
        "epoch(moment);, fail, 'the callback mine in user.Mine.epoch (Mine.java:3): java.lang.StackOverflowError'",
        "Thread.currentThread().interrupt();, fail, 'mine in user.Mine.epoch: it leaves the training thread interrupted'",
        "long[][] all = new long[999][999999999];, ignore, 'mine in user.Mine.epoch (Mine.java:3): java.lang.OutOfMemory'"
    })
    void shouldNameTheCallbackThatWouldTakeTheProcessWithIt(String statement, String onError, String said)
            throws Exception {
        UserJars.of(
                folder.resolve("libs/own-parts.jar"),
                Callback.class,
                NAMED + "public void epoch(Moment moment) { " + statement + " }");

        RunFolder run = training.run("ending");
        assertThat(TrainerProcess.run(arguments(run, "callbacks=[{part: mine, onError: " + onError + "}]"))
                        .exitsWith(1)
                        .err())
                .contains(said)
                .doesNotContain("defect of the trainer");
        assertThat(run.events(Failed.class))
                .hasSize(1)
                .allSatisfy(failed -> assertThat(failed.reason()).contains(said));
        assertThat(Files.readAllLines(run.names().events())).last().asString().contains("\"failed\"");
        assertThat(run.names().reportHtml()).content().contains(said);
    }

    /** The code of a data source runs before there is a journal. */
    @Test
    void shouldLogThatADataSourceHasEndedTheProcessAndGoOnWhereOneNoLongerDoes() throws Exception {
        String source = NAMED + "public void open() {} public void close() {} public int size() { return 40; }"
                + "public int[] shape() { return new int[] {2}; }"
                + "public void read(int sample, float[] x) { x[0] = sample %% 2; x[1] = sample; %s }"
                + "public String className(int sample) { return \"c\" + sample %% 2; }";
        String[] own = {"classpath=[libs/own-parts.jar]", "data={type: custom, part: mine}"};
        Path mine = folder.resolve("libs/own-parts.jar");
        UserJars.of(mine, DataSource.class, source.formatted("if (sample == 7) { System.exit(0); }"));
        RunFolder run = training.run("reading");
        TrainerProcess process = training.start(run, digits, 1, own);
        process.await().exitsWith(1);
        assertThat(run.events(Failed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason())
                        .contains("the data source mine in user.Mine.read (Mine.java:3) calls System.exit"));

        UserJars.of(mine, DataSource.class, source.formatted(""));
        training.resumeHere(run, digits, 1, own).exitsWith(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread.currentThread().interrupt();", "epoch(moment);"})
    void shouldGoOnWithoutACallbackThatIsToBeIgnored(String statement) throws Exception {
        UserJars.of(
                folder.resolve("libs/own-parts.jar"),
                Callback.class,
                NAMED + "public void epoch(Moment moment) { " + statement + " }");

        RunFolder run = training.run("ignoring");
        CommandHere.run(arguments(run, "callbacks=[{part: mine, onError: ignore}]"))
                .exitsWith(0);
        assertThat(run.events(Warning.class))
                .extracting(Warning::message)
                .anySatisfy(warning ->
                        assertThat(warning).contains("the callback mine in user.Mine.epoch", "onError: ignore"));
    }

    private Object[] arguments(RunFolder run, String callbacks) throws Exception {
        return new Object[] {
            "run", training.write(digits, 2), "--out", run.root(), "--set", "classpath=[libs/*.jar]", "--set", callbacks
        };
    }

    @Test
    void shouldNameTheLineOfTheSpecificationAndWhatThereIs() throws Exception {
        Path spec = Specifications.write(folder, """
            classpath: [libs/*.jar]
            data: {type: csv, path: data.csv, label: digit}
            model: mlp
            training:
              customMetrics: [balanced-acuracy]
              schedule: {type: custom, part: triangle, options: {cycle: 2}}
            stopWhen:
              - maxEpochs: 1
              - custom: {part: in-a-row, options: {metric: validation/loss, atLeast: much}}
            """);
        Files.write(folder.resolve("data.csv"), digits);

        String said = CommandHere.run("check", spec).exitsWith(2).out();

        assertThat(said)
                .contains(":5:", "balanced-acuracy", "which is no metric on the class path")
                .contains(":6:", "the option `cycle`, which triangle does not know", "cycleEpochs")
                .contains(":9:", "`much`", "a number");
    }
}
