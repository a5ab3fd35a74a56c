package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
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
        learned = before.train("learned", digits, 2);
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
        RunFolder straight = training.train("straight", digits, EPOCHS, settings(""));
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, digits, EPOCHS, settings(""));
        assertThat(killed.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        process.kill();
        assertThat(killed.events(Finished.class)).isEmpty();
        Path away = Files.move(learned.root(), folder.resolve("away"));

        training.resume(killed, digits, EPOCHS, settings("")).exitsWith(0);

        Files.move(away, learned.root());
        killed.requireTheSameAs(straight, "killed and gone on");
        Started started = killed.events(Started.class).get(0);
        assertThat(started.trained().orElseThrow()).isLessThan(started.parameters());
        assertThat(killed.tensors("layers.0.weight")).isNotEqualTo(learned.tensors("layers.0.weight"));
        assertThat(killed.tensors("layers.0.bias")).isEqualTo(learned.tensors("layers.0.bias"));
        TrainerProcess.run("verify", killed.names().model()).exitsWith(0);
        TrainerProcess.run("verify", killed.newestCheckpoint()).exitsWith(0);
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
        TrainerProcess.run("run", spec, "--out", base).exitsWith(0);
        List<String> lora = List.of(
                "--set=model={type: huggingface, path: " + base.resolve("model/huggingface") + "}",
                "--set=training.lora={rank: 2, alpha: 4}",
                "--set=training.activationCheckpointing=true",
                "--set=training.accumulate=2",
                "--set=training.precision=bfloat16");

        TrainerProcess.run(Stream.concat(Stream.of("run", spec, "--out", tuned), lora.stream())
                        .toArray())
                .exitsWith(0);

        assertThat(Files.readString(tuned.resolve("model/architecture.json"))).doesNotContain("lora");
        assertThat(tuned.resolve("model/huggingface/model.safetensors")).exists();
        TrainerProcess.run("verify", tuned.resolve("model")).exitsWith(0);
        TrainerProcess.run("generate", tuned, "--prompt", "All work", "--tokens", "5")
                .exitsWith(0);
        assertThat(TrainerProcess.run(Stream.concat(Stream.of("check", spec), lora.stream())
                                .toArray())
                        .exitsWith(0)
                        .out())
                .contains("low-rank adapters beside \"transformer.h.0.attn.c_attn.weight\"");
    }

    @Test
    void shouldNameTheLayersWhereATargetIsNone() throws Exception {
        CsvTraining training = new CsvTraining(folder);

        assertThat(training.refuse(
                        "target",
                        digits,
                        1,
                        "model={type: package, path: " + learned.root() + "}",
                        "training.lora={targets: ['q_proj']}"))
                .contains(
                        "training.lora.targets: 'q_proj' selects no linear layer of the network; there are \"layers.0\"");
    }
}
