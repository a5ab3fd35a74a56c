package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Provenance.TookOver;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose network PyTorch has exported. */
class TorchScriptIT {
    private static final Path FILES = Path.of("src/test/torchscript").toAbsolutePath();
    private static final String IMAGES = "data.shape=[1, 8, 8]";

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;

    @BeforeEach
    void specify() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
    }

    private static String model(Path file, String more) {
        return "model={type: torchscript, path: " + file + more + "}";
    }

    /** The rest of the digit's division by three. */
    private static String rest(String line) {
        int label = line.lastIndexOf(',') + 1;
        return line.endsWith("digit") ? line : line.substring(0, label) + Integer.parseInt(line.substring(label)) % 3;
    }

    @Test
    void shouldTrainOverAKillAsWithoutItAndFromItsOwnPackage() throws Exception {
        Path file = Files.copy(FILES.resolve("scripted.pt"), folder.resolve("model.pt"));
        String[] settings = {
            model(file, ", head: new, freeze: ['stem.*', 'layer1.0.*']"),
            IMAGES,
            "training.optimizer={type: adamw, learningRate: 0.003}",
            "training.groups=[{names: ['fc.*'], learningRateFactor: 2}]",
            "checkpoint.everyMinutes=0.003",
            "reporting.everySteps=1"
        };
        List<String> rests = digits.stream().map(TorchScriptIT::rest).toList();
        RunFolder straight = training.trainHere("straight", rests, 4, settings);
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, rests, 4, settings);
        assertThat(killed.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        process.kill();
        training.resumeHere(killed, rests, 4, settings).exitsWith(0);

        killed.requireTheSameAs(straight, "killed and gone on");
        assertThat(killed.events(TookOver.class).get(0).reset()).containsExactly("fc.weight", "fc.bias");
        requireTrained(
                killed,
                ScriptFile.open(file),
                ScriptFile.open(killed.names().model().resolve("model.pt")));
        Files.delete(file);
        CommandHere.run("verify", killed.names().model()).exitsWith(0);
        RunFolder next = training.trainHere(
                "next", digits, 1, "model={type: package, path: " + killed.root() + ", head: new}", IMAGES);
        assertThat(next.tensors("fc.bias").get(0).remaining()).isEqualTo(10 * Float.BYTES);
        CommandHere.run("verify", next.names().model()).exitsWith(0);
    }

    /** What is frozen is as before, statistics included; the others have learned, and the packaged script has their values. */
    private static void requireTrained(RunFolder run, ScriptFile before, ScriptFile after) throws Exception {
        for (int place = 0; place < before.changing().size(); place++) {
            String name = before.changing().get(place).name();
            boolean same = before.changing()
                    .get(place)
                    .data()
                    .equals(after.changing().get(place).data());
            assertThat(same).as(name).isEqualTo(name.startsWith("stem.") || name.startsWith("layer1.0."));
            assertThat(run.tensors(name))
                    .containsExactly(after.changing().get(place).data());
        }
    }

    @Test
    void shouldTrainTracedNetworksAndSharedWeights() throws Exception {
        RunFolder tied = training.trainHere("tied", digits, 2, model(FILES.resolve("tied.pt"), ""), IMAGES);
        RunFolder traced = training.trainHere("traced", digits, 1, model(FILES.resolve("traced.pt"), ""), IMAGES);

        RunFolder small = training.trainHere("small", digits, 1, model(FILES.resolve("small_numbers.pt"), ""), IMAGES);
        RunFolder still = training.trainHere("still", digits, 1, model(FILES.resolve("still.pt"), ""), IMAGES);

        assertThat(still.tensors("backbone.weight").get(0))
                .isEqualTo(ScriptFile.open(FILES.resolve("still.pt"))
                        .changing()
                        .get(0)
                        .data());
        assertThat(ScriptFile.open(still.names().model().resolve("model.pt")).still())
                .containsExactly("backbone.weight");
        assertThat(ScriptFile.open(small.names().model().resolve("model.pt"))
                        .tensors()
                        .get(1)
                        .data())
                .as("whole numbers of 16 bits")
                .isEqualTo(ScriptFile.open(FILES.resolve("small_numbers.pt"))
                        .tensors()
                        .get(1)
                        .data());
        assertThat(CsvTraining.accuracy(small)).isGreaterThan(0.5);
        assertThat(CsvTraining.accuracy(tied)).isGreaterThan(0.5);
        assertThat(traced.tensors("layer1.0.bn.num_batches_tracked").get(0).getLong(0))
                .isZero();
        CommandHere.run("verify", tied.names().model()).exitsWith(0);
        CommandHere.run("verify", traced.names().model()).exitsWith(0);
    }

    @Test
    void shouldNameBothShapesOfWhatDoesNotFit() throws Exception {
        Path file = FILES.resolve("scripted.pt");
        List<String> rests = digits.stream().map(TorchScriptIT::rest).toList();

        assertThat(training.refuseHere("classes", rests, 1, model(file, ""), IMAGES))
                .contains("gives outputs of shape [2, 10] for 2 samples, and the data needs [2, 3]", "head: new");
        assertThat(training.refuseHere("flat", digits, 1, model(file, "")))
                .contains("cannot take 2 samples of shape [64]", "stem.weight, has the shape [8, 1, 3, 3]");
        assertThat(training.refuseHere("batch", digits, 1, model(FILES.resolve("fixed_batch.pt"), ""), IMAGES))
                .contains("cannot take 3 samples of shape [1, 8, 8]");
        assertThat(training.refuseHere("precision", digits, 1, model(file, ""), IMAGES, "training.precision=bfloat16"))
                .contains("set training.precision to float32");
        assertThat(training.refuseHere("adapters", digits, 1, model(file, ""), IMAGES, "training.lora={rank: 2}"))
                .contains("which adapters cannot stand beside; remove training.lora");
    }
}
