package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command reads, and the model itself, outlive a file that is asked for in their place. */
class OutIT {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder run;
    private static Path learned;
    private static Path held;

    @BeforeAll
    static void train() throws Exception {
        learned = table("learned.csv", 0, 40);
        held = table("held.csv", 40, 60);
        Path spec = Files.writeString(shared.resolve("train.yaml"), """
            data: {type: csv, path: %s, label: kind, validationPath: %s}
            model: {type: mlp, hidden: [4]}
            training: {batchSize: 8}
            stopWhen: [{maxEpochs: 1}]
            device: {type: cpu, threads: 1}
            """.formatted(learned, held));
        run = new RunFolder(shared.resolve("run"));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);
    }

    private static Path table(String name, int from, int to) throws IOException {
        List<String> lines = new ArrayList<>(List.of("length,kind"));
        for (int row = from; row < to; row++) {
            lines.add(row * 7 % 13 + "," + (row * 7 % 13 > 6 ? "long" : "short"));
        }
        return Files.write(shared.resolve(name), lines);
    }

    private void refuses(Path victim, Path out, String reason, Object... command) throws IOException {
        byte[] before = Files.readAllBytes(victim);
        List<Object> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--out", out));

        assertThat(CommandHere.run(arguments.toArray()).exitsWith(2).err()).contains("--out: " + out, reason);

        assertThat(victim).hasBinaryContent(before);
        assertThat(Manifest.verify(run.names().model())).isEmpty();
    }

    @Test
    void shouldNotWriteOverTheDataThatIsAskedAbout() throws Exception {
        Path data = Files.copy(held, folder.resolve("new.csv"));
        Path hard = Files.createLink(folder.resolve("hard.csv"), data);
        Path soft = Files.createSymbolicLink(folder.resolve("soft.csv"), data);

        for (Path out : List.of(data, folder.resolve("../" + folder.getFileName() + "/new.csv"), hard, soft)) {
            refuses(data, out, "is data that --data names", "predict", run.root(), "--data", data);
        }
    }

    @Test
    void shouldNotWriteOverTheDataOfTheTraining() throws Exception {
        Path data = Files.copy(held, folder.resolve("new.csv"));

        refuses(learned, learned, "the model was trained with", "predict", run.root(), "--data", data);
        refuses(learned, learned, "the model was trained with", "export-split", run.root());
        refuses(held, held, "the model was trained with", "export-split", run.root());
    }

    @Test
    void shouldWriteNothingIntoThePackageNorOverAFileOfItsRun() throws Exception {
        Path model = run.names().model();
        Path record = model.resolve("training.json");
        Path link = Files.createSymbolicLink(folder.resolve("there"), model);

        refuses(record, record, "lies within the model package", "predict", run.root(), "--data", held);
        refuses(record, record, "lies within the model package", "export-split", model);
        Path strange = link.resolve("split.csv");
        refuses(record, strange, "lies within the model package", "export-split", run.root());
        assertThat(strange).doesNotExist();
        Path events = run.names().events();
        refuses(events, events, "belongs to the run", "export-split", run.root());
        refuses(events, events, "belongs to the run", "predict", model, "--data", held);
    }

    @Test
    void shouldWriteOverAnOlderAnswerBesideTheModel() throws Exception {
        Path out = Files.writeString(run.root().resolve("split.csv"), "old");

        CommandHere.run("export-split", run.root(), "--out", out).exitsWith(0);

        assertThat(out).content().startsWith("part,source,sample");
    }
}
