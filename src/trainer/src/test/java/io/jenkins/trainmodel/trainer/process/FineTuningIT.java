package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.Provenance.TookOver;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin with a model which has learned something else. */
class FineTuningIT {
    private static final int EPOCHS = 3;
    private static final Path EXAMPLE =
            Path.of("../../docs/examples/fine-tuning").toAbsolutePath().normalize();
    private static final List<String> HEAD = List.of("layers.6.weight", "layers.6.bias");
    private static final String ON_ONE_THREAD = "--set=device={type: cpu, threads: 1}";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static List<String> digits;
    private static List<String> parity;
    private static RunFolder learned;
    private CsvTraining training;

    @BeforeAll
    static void learnDigits() throws Exception {
        digits = CsvTraining.digits();
        parity = digits.stream().map(FineTuningIT::parity).toList();
        learned = new RunFolder(shared.resolve("learned"));
        CommandHere.run("run", EXAMPLE.resolve("learn.yaml"), "--out", learned.root(), ON_ONE_THREAD)
                .exitsWith(0);
    }

    @BeforeEach
    void specify() {
        training = new CsvTraining(folder);
    }

    /** Labels even and odd in place of the digit. */
    private static String parity(String line) {
        int label = line.lastIndexOf(',') + 1;
        return line.endsWith("digit")
                ? line
                : line.substring(0, label) + (Integer.parseInt(line.substring(label)) % 2 == 0 ? "even" : "odd");
    }

    private static String model(RunFolder learned, String more) {
        return "model={type: package, path: " + learned.root() + more + "}";
    }

    private static String[] with(String model, String... more) {
        return Stream.concat(Stream.of(model), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void shouldTeachOtherClassesToTheModelOfAPackageOverAKillAndWithoutIt() throws Exception {
        String[] settings = with(
                model(learned, ", head: new, freeze: ['layers.0.*']"),
                "training.batchSize=16",
                "training.groups=[{names: ['layers.6.*'], learningRateFactor: 2}]",
                "checkpoint.everyMinutes=0.003",
                "reporting.everySteps=1");
        RunFolder straight = training.trainHere("straight", parity, EPOCHS, settings);
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, parity, EPOCHS, settings);
        assertThat(killed.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        process.kill();
        assertThat(killed.events(Finished.class)).isEmpty();
        Path away = Files.move(learned.root(), folder.resolve("away"));

        training.resumeHere(killed, parity, EPOCHS, settings).exitsWith(0);

        Files.move(away, learned.root());
        killed.requireTheSameAs(straight, "killed and gone on");
        assertThat(killed.events(TookOver.class))
                .containsExactly(new TookOver(
                        "digits",
                        learned.names().model().toString(),
                        learned.trainingJson().path("runId").asText(),
                        Optional.of(learned.finished().best().orElseThrow().epoch()),
                        Optional.of(learned.trainingJson()
                                .at("/result/packaged/step")
                                .asLong()),
                        4,
                        HEAD,
                        List.of("layers.0.weight", "layers.0.bias")));
        assertThat(killed.tensors("layers.0.")).isEqualTo(learned.tensors("layers.0."));
        assertThat(killed.tensors("layers.3.")).isNotEqualTo(learned.tensors("layers.3."));
        assertThat(killed.tensors("layers.6.bias").get(0).remaining()).isEqualTo(2 * Float.BYTES);
        requireWholePackage(killed);
    }

    private void requireWholePackage(RunFolder run) throws Exception {
        CommandHere.run("verify", run.names().model()).exitsWith(0);
        assertThat(run.names().model().resolve("README.md"))
                .content()
                .contains("## Where it comes from", "the parameters of digits", "Begun anew: `layers.6.weight`");
        assertThat(run.trainingJson().path("network").path("family").asText()).isEqualTo("mlp");
        Path spec = training.write(digits, 1);
        assertThat(CommandHere.run("check", spec, "--set=" + model(run, ", head: new"))
                        .exitsWith(0)
                        .out())
                .contains("begins with 4 tensors of data", "drawn anew: \"layers.6.weight\", \"layers.6.bias\"");
    }

    @Test
    void shouldBeatTheSameNetworkFromNothingOnFewSamples() throws Exception {
        RunFolder tuned = example("tuned", "--set=model.path=" + learned.root());
        RunFolder scratch = example(
                "scratch",
                "--set=model={type: mlp, hidden: [128, 64], dropout: 0.1}",
                "--set=training.groups=[]",
                "--set=training.optimizer.learningRate=0.002");

        assertThat(accuracy(tuned)).isGreaterThan(accuracy(scratch) + 0.02);
    }

    private RunFolder example(String name, String... more) throws Exception {
        RunFolder run = new RunFolder(folder.resolve(name));
        Stream<Object> arguments = Stream.of("run", EXAMPLE.resolve("tune.yaml"), "--out", run.root(), ON_ONE_THREAD);
        CommandHere.run(Stream.concat(arguments, Stream.of(more)).toArray()).exitsWith(0);
        return run;
    }

    /** Of the model that is kept. */
    private static double accuracy(RunFolder run) throws Exception {
        return run.trainingJson()
                .path("result")
                .path("packaged")
                .path("metrics")
                .path("validation/accuracy")
                .asDouble();
    }

    @Test
    void shouldSayWhatDoesNotFit() throws Exception {
        assertThat(training.refuseHere("classes", parity, 1, model(learned, "")))
                .contains(
                        "the classes are not those of the run digits: only the model has \"0\"",
                        "only the data has \"even\", \"odd\"; give them the same names, or give model the key head: new");
        assertThat(training.refuseHere("frozen", digits, 1, model(learned, ", freeze: ['*']")))
                .contains("every parameter is frozen, so there is nothing to train");
        assertThat(training.refuseHere(
                        "blocks", digits, 1, model(learned, ""), "training.activationCheckpointing=true"))
                .contains("the network of model is of the type mlp, which has no blocks that could be computed again");
        Path spec = training.write(parity, 1);
        assertThat(CommandHere.run("estimate", spec, "--set=" + model(learned, ""))
                        .exitsWith(2)
                        .err())
                .contains("give model the key head: new");
        Path text = EXAMPLE.resolveSibling("text").resolve("corpus");
        assertThat(training.refuseHere("text", digits, 1, model(learned, ""), "data={type: text, path: " + text + "}"))
                .contains("the network of model is of the type mlp, which does not take text");
        assertThat(training.refuseHere("nothing", digits, 1, model(training.run("empty"), "")))
                .contains("is no valid model package: there is no directory " + folder.resolve("empty"));
    }

    /** The new head has a rank of two at the most, is trained whole, and at a learning rate of its own. */
    @Test
    void shouldTrainAdaptersBesideANewHeadOfItsOwnLearningRate() throws Exception {
        RunFolder run = training.trainHere(
                "beside",
                parity,
                1,
                model(learned, ", head: new"),
                "training.lora={rank: 4, targets: ['layers.0', 'layers.3']}",
                "training.groups=[{names: ['layers.6.*'], learningRateFactor: 10}]");

        assertThat(run.tensors("layers.0.bias")).isEqualTo(learned.tensors("layers.0.bias"));
        assertThat(run.tensors("layers.0.weight")).isNotEqualTo(learned.tensors("layers.0.weight"));
        CommandHere.run("verify", run.newestCheckpoint()).exitsWith(0);
        CommandHere.run("verify", run.names().model()).exitsWith(0);
    }
}
