package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.Intervention.CommandApplied;
import io.jenkins.trainmodel.event.Provenance.Restarted;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.stop.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops that come while data is read or libraries are fetched, which would go on for minutes. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class EarlyStopIT {
    private static final String NOTHING_TRAINED = "before the first step, so nothing was trained and there is no model";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /** Decoding them takes far longer than any test waits; each of them is small on the disk, since it is of one colour. */
    @BeforeAll
    static void makeManyImages() throws IOException {
        Path first = Files.createDirectories(shared.resolve("images/a")).resolve("0.png");
        Path other = Files.createDirectories(shared.resolve("images/b"));
        ImageIO.write(new BufferedImage(4000, 4000, BufferedImage.TYPE_INT_RGB), "png", first.toFile());
        for (int number = 1; number < 1000; number++) {
            Files.createLink((number % 2 == 0 ? first.getParent() : other).resolve(number + ".png"), first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void shouldObeyASignalWhileImagesAreDecoded(String signal) throws Exception {
        Signals.assumeHeard(signal);
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = readImages(run);

        process.signal(signal);
        TrainerProcess.Result result = process.await().exitsWith(12);

        requireStopBeforeTraining(run, "SIG" + signal);
        assertThat(result.out())
                .contains("Stopping (SIG" + signal + "): nothing is trained yet")
                .contains(NOTHING_TRAINED)
                .contains("No model was written")
                .doesNotContain("Checkpoints are in");
    }

    @Test
    void shouldObeyACommandWhileImagesAreDecodedAndAnswerAllOthers() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = readImages(run);

        CommandOutbox outbox = new CommandOutbox(run.names());
        outbox.write(new Command.Checkpoint("Bob"));
        outbox.write(new Command.Stop("Ada"));
        process.await().exitsWith(12);

        requireStopBeforeTraining(run, "Ada");
        assertThat(run.events(CommandApplied.class))
                .extracting(CommandApplied::accepted, CommandApplied::message)
                .containsExactly(tuple(true, "stops before the training begins"), tuple(false, "the run is ending"));
    }

    @Test
    void shouldDiscardAsAPersonAskedWhateverSignalComesWithIt() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = readImages(run);

        new CommandOutbox(run.names()).write(new Command.Stop(Keep.NOTHING, "Ada", ""));
        process.signal("TERM");
        process.await().exitsWith(12);

        assertThat(run.finished().reason()).isEqualTo("stopped by Ada; nothing is kept");
        assertThat(run.finished().discarded()).isTrue();
        assertThat(run.events(CommandApplied.class))
                .extracting(CommandApplied::accepted, CommandApplied::message)
                .containsExactly(tuple(true, "stops before the training begins"));
    }

    @Test
    void shouldObeyASignalWhileALibraryIsFetchedFromAServerThatDoesNotAnswer() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            TrainerProcess process = fetchLibraries(silent, run, Specifications.resumable(folder, 1));

            process.signal("TERM");
            process.await().exitsWith(12);
        }

        requireStopBeforeTraining(run, "SIGTERM");
    }

    /** What was stopped before it began begins when it is asked for again, whether by name of resume or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeginWhereARunWasStoppedBeforeItBegan(boolean resume) throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = readImages(run);
        process.signal("TERM");
        process.await().exitsWith(12);

        Path small = Specifications.resumable(folder, 1);
        (resume
                        ? CommandHere.run("run", small, "--out", run.root(), "--resume")
                        : CommandHere.run("run", small, "--out", run.root()))
                .exitsWith(0);

        assertThat(run.events(Started.class)).hasSize(1);
        assertThat(run.events(Resumed.class)).isEmpty();
        assertThat(run.finished().outcome()).isEqualTo(Outcome.SUCCESS);
        run.requireWholeLog();
    }

    @Test
    void shouldLeaveARunAsItWasThatIsStoppedBeforeItGoesOn() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CommandHere.run("run", Specifications.resumable(folder, 1), "--out", run.root())
                    .exitsWith(0);
            Finished before = run.finished();
            TrainerProcess process = fetchLibraries(silent, run, Specifications.resumable(folder, 2), "--resume");

            process.signal("TERM");
            process.await().exitsWith(12);

            assertThat(run.finished().reason())
                    .contains("SIGTERM before it went on")
                    .contains("--resume");
            assertThat(run.finished().step()).isEqualTo(before.step());
            assertThat(run.finished().modelPath()).isEqualTo(before.modelPath());
        }
        CommandHere.run("run", Specifications.resumable(folder, 2), "--out", run.root(), "--resume")
                .exitsWith(0);
        assertThat(run.finished().epoch()).isEqualTo(2);
        run.requireWholeLog();
    }

    /** Resumed by itself, it would begin with parameters of its own. */
    @Test
    void shouldBeginNowhereElseWhereItWasStoppedBeforeItBeganAtACheckpoint() throws Exception {
        RunFolder first = new RunFolder(folder.resolve("first"));
        Path spec = Specifications.resumable(folder, 1);
        CommandHere.run("run", spec, "--out", first.root()).exitsWith(0);
        Path checkpoint = first.newestCheckpoint();
        RunFolder run = new RunFolder(folder.resolve("run"));
        spec = Specifications.resumable(folder, 2);
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            TrainerProcess process = fetchLibraries(silent, run, spec, "--begin-at=" + checkpoint);
            process.signal("TERM");
            process.await().exitsWith(12);
        }

        assertThat(CommandHere.run("run", spec, "--out", run.root(), "--resume")
                        .exitsWith(2)
                        .err())
                .contains("Begin there again with --begin-at " + checkpoint);
        CommandHere.run("run", spec, "--out", run.root(), "--resume", "--begin-at", checkpoint)
                .exitsWith(0);
        assertThat(run.events(Restarted.class)).hasSize(1);
        assertThat(run.finished().epoch()).isEqualTo(2);
    }

    private static void requireStopBeforeTraining(RunFolder run, String by) throws IOException {
        Finished finished = run.finished();
        assertThat(finished.outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(finished.reason()).contains("stopped by " + by).contains(NOTHING_TRAINED);
        assertThat(finished.resumable()).isTrue();
        assertThat(finished.modelPath()).isEmpty();
        assertThat(run.events(Started.class)).isEmpty();
        assertThat(run.names().reportHtml()).isNotEmptyFile();
        run.requireWholeLog();
    }

    private TrainerProcess readImages(RunFolder run) throws Exception {
        TrainerProcess process = TrainerProcess.start("run", manyImages(), "--out", run.root());
        process.awaitOutput("reading");
        return process;
    }

    private Path manyImages() throws IOException {
        return Specifications.write(folder, """
                name: images
                data: {type: imageFolder, path: %s, height: 8, width: 8}
                model: {type: mlp, hidden: [4]}
                training: {optimizer: {type: sgd, learningRate: 0.1}}
                stopWhen: [{maxEpochs: 1}]
                device: {type: cpu, threads: 1}
                """.formatted(shared.resolve("images")));
    }

    /** Starts a training that has asked the server, which never answers, for the engine's libraries. */
    private TrainerProcess fetchLibraries(ServerSocket silent, RunFolder run, Path spec, String... more)
            throws IOException {
        Path settings = mirror(silent.getLocalPort());
        Object[] arguments = Stream.concat(Stream.of("run", spec, "--out", run.root()), Stream.of(more))
                .toArray();
        TrainerProcess process = TrainerProcess.start(builder -> withoutLibraries(builder, settings), arguments);
        silent.accept();
        return process;
    }

    private void withoutLibraries(ProcessBuilder builder, Path settings) {
        builder.command().removeIf(argument -> argument.startsWith("-Dmaven.repo.local"));
        builder.command().add(1, "-Dmaven.repo.local=" + folder.resolve("repository"));
        builder.environment().put("TRAIN_MODEL_CACHE", folder.resolve("cache").toString());
        builder.environment().put("TRAIN_MODEL_MAVEN_SETTINGS", settings.toString());
    }

    private Path mirror(int port) throws IOException {
        return Files.writeString(folder.resolve("settings.xml"), """
                <settings><mirrors><mirror>
                  <id>silent</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:%d/</url>
                </mirror></mirrors></settings>
                """.formatted(port));
    }
}
