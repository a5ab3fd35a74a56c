package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.event.Conclusion.Challenged;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.Comparison;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that train adapters beside a model which has learned something. */
class LoraIT {
    private static final int EPOCHS = 3;
    private static final String TEXT = """
            data: {type: text, path: text.txt, context: 16, split: section}
            model: {type: gpt, layers: 2, heads: 2, width: 16}
            training: {batchSize: 16, optimizer: {type: adamw, learningRate: 0.01}}
            stopWhen: [{maxSteps: 20}]
            checkpoint: {everySteps: 5}
            reporting: {everySteps: 1, tensorboard: false}
            device: {type: cpu, threads: 1}
            """;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static List<String> digits;
    private static RunFolder learned;

    @BeforeAll
    static void learn() throws Exception {
        digits = CsvTraining.digits().subList(0, 400);
        CsvTraining before = new CsvTraining(shared);
        learned = before.trainHere("learned", digits, 2);
    }

    private static String[] settings(String model) {
        return Stream.of(
                        "model={type: package, path: " + learned.root() + model + "}",
                        "training.lora={rank: 2, alpha: 4, dropout: 0.2}",
                        "training.batchSize=4",
                        "checkpoint.everyMinutes=0.003",
                        "reporting.everySteps=1")
                .toArray(String[]::new);
    }

    @Test
    void shouldGoOnToTheSameBitsOverAKillAndKeepAMergedNetwork() throws Exception {
        CsvTraining training = new CsvTraining(folder);
        RunFolder straight = training.trainHere("straight", digits, EPOCHS, settings(""));
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, digits, EPOCHS, settings(""));
        assertThat(killed.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        process.kill();
        assertThat(killed.events(Finished.class)).isEmpty();
        Path away = Files.move(learned.root(), folder.resolve("away"));

        training.resumeHere(killed, digits, EPOCHS, settings("")).exitsWith(0);

        Files.move(away, learned.root());
        killed.requireTheSameAs(straight, "killed and gone on");
        Started started = killed.events(Started.class).get(0);
        assertThat(started.trained().orElseThrow()).isLessThan(started.parameters());
        assertThat(killed.tensors("layers.0.weight")).isNotEqualTo(learned.tensors("layers.0.weight"));
        assertThat(killed.tensors("layers.0.bias")).isEqualTo(learned.tensors("layers.0.bias"));
        assertThat(killed.names().model().resolve("optimizer.safetensors")).doesNotExist();
        assertThat(killed.names().model().resolve("adapter")).doesNotExist();
        CommandHere.run("verify", killed.names().model()).exitsWith(0);
        CommandHere.run("verify", killed.newestCheckpoint()).exitsWith(0);
    }

    @Test
    void shouldTuneALanguageModelInBfloat16AndWriteWithIt() throws Exception {
        String text = IntStream.range(0, 2000)
                .mapToObj("All work and no play for %d days makes Jack a dull boy.\n"::formatted)
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("text.txt"), text);
        Path spec = Files.writeString(folder.resolve("text.yaml"), TEXT);
        Path base = folder.resolve("base");
        Path tuned = folder.resolve("tuned");
        CommandHere.run("run", spec, "--out", base).exitsWith(0);
        List<String> lora = List.of(
                "--set=model={type: huggingface, path: " + base.resolve("model/huggingface") + "}",
                "--set=training.lora={rank: 2, alpha: 4}",
                "--set=training.activationCheckpointing=true",
                "--set=training.accumulate=2",
                "--set=training.precision=bfloat16");

        CommandHere.run(Stream.concat(Stream.of("run", spec, "--out", tuned), lora.stream())
                        .toArray())
                .exitsWith(0);

        assertThat(Files.readString(tuned.resolve("model/architecture.json"))).doesNotContain("lora");
        assertThat(Files.readString(tuned.resolve("model/adapter/adapter_config.json")))
                .contains("\"base_model_name_or_path\" : \"" + base.resolve("model/huggingface") + "\"");
        new MergedTensors(2)
                .and(ModelPackage.open(base.resolve("model")).parameters())
                .andOfPeft(new TensorFiles(tuned.resolve("model/adapter"), "adapter_model").read())
                .requireIn(new RunFolder(tuned));
        assertThat(tuned.resolve("model/huggingface/model.safetensors")).exists();
        CommandHere.run("verify", tuned.resolve("model")).exitsWith(0);
        CommandHere.run("generate", tuned, "--prompt", "All work", "--tokens", "5")
                .exitsWith(0);
        assertThat(CommandHere.run(Stream.concat(Stream.of("check", spec), lora.stream())
                                .toArray())
                        .exitsWith(0)
                        .out())
                .contains("low-rank adapters beside \"transformer.h.0.attn.c_attn.weight\"");
    }

    private static Checkpoint checkpoint(RunFolder run, int epoch) throws Exception {
        try (Stream<Path> all = Files.list(run.names().checkpoints())) {
            for (Path directory : all.toList()) {
                Checkpoint checkpoint = Checkpoint.open(directory);
                if (checkpoint.state().epoch() == epoch && checkpoint.state().betweenEpochs()) {
                    return checkpoint;
                }
            }
        }
        throw new AssertionError("no checkpoint of epoch " + epoch);
    }

    @Test
    void shouldKeepTheBestEpochMerged() throws Exception {
        CsvTraining training = new CsvTraining(folder);

        RunFolder run = training.trainHere(
                "best",
                digits,
                40,
                "model={type: package, path: " + learned.root() + "}",
                "training.lora={rank: 2, alpha: 4}",
                "training.optimizer.learningRate=0.05",
                "stopWhen=[{earlyStopping: {metric: validation/loss, patience: 2}}, {maxEpochs: 40}]");

        int epoch = run.finished().best().orElseThrow().epoch();
        Checkpoint best = checkpoint(run, epoch);
        assertThat(epoch).isLessThan(run.finished().epoch());
        assertThat(run.trainingJson().at("/result/packaged/epoch").asInt()).isEqualTo(epoch);
        new MergedTensors(2).and(best.parameters()).requireIn(run);
        assertThat(run.trainingJson()
                        .at("/result/packaged/metrics")
                        .path("validation/loss")
                        .asDouble())
                .isCloseTo(best.state().metrics().get("validation/loss"), within(1e-6));
        CommandHere.run("verify", run.names().model()).exitsWith(0);
    }

    @Test
    void shouldGoOnTheNextNightAndBeAChampion() throws Exception {
        CsvTraining training = new CsvTraining(folder);
        RunFolder first = training.trainHere("first", digits, 2, settings(""));
        String reference = "reference={path: " + first.root() + ", name: first}";

        RunFolder next = training.trainHere(
                "next",
                digits,
                1,
                reference,
                "warmStart=parameters",
                "training.lora={rank: 3, targets: ['layers.2']}",
                "gates=[{challenge: validation/loss, outcome: failure}]",
                CsvTraining.LEARN_NOTHING);

        assertThat(next.tensors("layers.0")).isEqualTo(first.tensors("layers.0"));
        ChallengeResult challenged = next.events(Challenged.class).get(0).result();
        assertThat(challenged.comparison()).isEqualTo(Comparison.WITHIN_NOISE);
        assertThat(challenged.referenceValue())
                .isCloseTo(
                        first.trainingJson()
                                .at("/result/packaged/metrics")
                                .path("validation/loss")
                                .asDouble(),
                        within(1e-6));
        assertThat(training.refuseHere("everything", digits, 1, reference, "warmStart=everything"))
                .contains("trained low-rank adapters", "Take warmStart: parameters");
    }

    @Test
    void shouldNameTheLayersWhereATargetIsNone() throws Exception {
        CsvTraining training = new CsvTraining(folder);

        assertThat(training.refuseHere(
                        "target",
                        digits,
                        1,
                        "model={type: package, path: " + learned.root() + "}",
                        "training.lora={targets: ['q_proj']}"))
                .contains(
                        "training.lora.targets: 'q_proj' selects no linear layer of the network",
                        "; there are \"layers.0\"");
    }
}
