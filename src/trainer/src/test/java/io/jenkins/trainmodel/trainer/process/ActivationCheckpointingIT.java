package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Language models whose blocks are computed again on the way back. */
class ActivationCheckpointingIT {
    private static final String AGAIN = "--set=training.activationCheckpointing=true";

    @TempDir
    private Path folder;

    private Path spec(double dropout) throws Exception {
        Files.writeString(folder.resolve("text.txt"), "one line of a text that says little\n".repeat(200));
        Files.writeString(
                folder.resolve("validation.txt"), "what a block gave is computed again on the way back. ".repeat(4));
        return Specifications.write(folder, """
                data: {type: text, path: text.txt, validationPath: validation.txt, context: 16}
                model: {type: gpt, layers: 2, heads: 2, width: 16, dropout: %s}
                training: {batchSize: 16, optimizer: {type: adamw, learningRate: 0.01}, accumulate: 2}
                stopWhen: [{maxSteps: 24}]
                checkpoint: {everySteps: 7}
                device: {type: cpu, threads: 1}
                """.formatted(dropout));
    }

    private RunFolder run(String name, Path spec, String... more) throws Exception {
        RunFolder run = new RunFolder(folder.resolve(name));
        CommandHere.run(arguments(spec, run, more)).exitsWith(0);
        return run;
    }

    private static Object[] arguments(Path spec, RunFolder run, String... more) {
        Object[] arguments = new Object[4 + more.length];
        System.arraycopy(new Object[] {"run", spec, "--out", run.root()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return arguments;
    }

    private static long difference(RunFolder one, RunFolder other) throws Exception {
        return Files.mismatch(
                one.names().model().resolve("parameters.safetensors"),
                other.names().model().resolve("parameters.safetensors"));
    }

    @Test
    void shouldGoOnWithLessMemoryToTheSameParameters() throws Exception {
        Path spec = spec(0);
        RunFolder plain = run("plain", spec);

        run("parts", spec, "--set=stopWhen.0.maxSteps=10");
        RunFolder parts = run("parts", spec, "--resume", AGAIN);

        assertThat(difference(plain, parts)).isEqualTo(-1);
        assertThat(parts.events(HyperparameterChanged.class))
                .extracting(HyperparameterChanged::key)
                .contains("training.activationCheckpointing");
    }

    @Test
    void shouldFindTheSizeOfBatchesThatKeepTheInputsOfBlocksAlone() throws Exception {
        Path spec = spec(0);
        RunFolder found = run("found", spec, AGAIN, "--set=training.batchSize=auto", "--set=stopWhen.0.maxSteps=4");
        int samples =
                found.trainingJson().at("/specification/training/batchSize").asInt();

        RunFolder given = run("given", spec, "--set=training.batchSize=" + samples, "--set=stopWhen.0.maxSteps=4");

        assertThat(found.events(Started.class).get(0).environment().get("batchSize"))
                .startsWith(samples + " was chosen: ");
        assertThat(difference(found, given)).isEqualTo(-1);
    }

    @Test
    void shouldDropTheSameElementsWhereItWasInterrupted() throws Exception {
        Path spec = spec(0.2);
        RunFolder whole = run("whole", spec, AGAIN);

        run("halves", spec, AGAIN, "--set=stopWhen.0.maxSteps=10");
        RunFolder halves = run("halves", spec, AGAIN, "--resume");

        assertThat(difference(whole, halves)).isEqualTo(-1);
    }
}
