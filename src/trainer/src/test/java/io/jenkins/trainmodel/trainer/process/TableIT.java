package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query's rows, which lie on the disk, train as exactly as those in memory do. */
class TableIT {
    @TempDir
    private Path folder;

    private Path specification(String name, int epochs) throws IOException {
        return Files.writeString(folder.resolve(name), """
            data:
              type: table
              files: {people: "people*.csv", cities: cities.csv}
              query: |
                select p.age, p.city, c.inhabitants, p.kind
                from people p join cities c on p.city = c.name
              label: kind
              standardize: true
              columns: {city: category, age: {type: number, missing: mean}}
            model: {type: mlp, hidden: [16], dropout: 0.1}
            training: {batchSize: 8, optimizer: {type: adam, learningRate: 0.01}}
            stopWhen: [{maxEpochs: %d}]
            checkpoint: {everyEpochs: 4, everyMinutes: 0.003}
            reporting: {everySteps: 5}
            device: {type: cpu, threads: 1}
            """.formatted(epochs));
    }

    private void write() throws IOException {
        for (int file = 0; file < 2; file++) {
            List<String> lines = new ArrayList<>(List.of("age,city,kind"));
            for (int row = file * 150; row < file * 150 + 150; row++) {
                lines.add((row % 9 == 0 ? "" : 20 + row % 50) + ","
                        + List.of("Rome", "Oslo", "Bonn").get(row % 3) + "," + (row % 50 > 20 ? "old" : "young"));
            }
            Files.write(folder.resolve("people" + file + ".csv"), lines);
        }
        Files.writeString(folder.resolve("cities.csv"), "name,inhabitants\nRome,2800000\nOslo,700000\nBonn,330000\n");
    }

    @Test
    void shouldGoOnWithTheVeryNextSampleAfterAKill() throws Exception {
        write();
        Path spec = specification("train.yaml", 60);
        RunFolder uninterrupted = new RunFolder(folder.resolve("whole"));
        assertThat(CommandHere.run("run", spec, "--out", uninterrupted.root()).exitCode())
                .isZero();
        RunFolder killed = new RunFolder(folder.resolve("killed"));
        killed.trainAndKill(spec);

        assertThat(CommandHere.run("run", spec, "--out", killed.root(), "--resume")
                        .exitCode())
                .isZero();

        assertThat(killed.events(Resumed.class)).singleElement().matches(resumed -> !resumed.supersedes());
        killed.requireTheSameAs(uninterrupted, "a query");
        assertThat(CommandHere.run("verify", killed.root()).exitCode()).isZero();
        Path data = Files.writeString(folder.resolve("new.csv"), "inhabitants,city,age\n700000,Oslo,66\n");
        Path out = folder.resolve("predictions.csv");
        assertThat(CommandHere.run("predict", killed.root(), "--data", data, "--out", out)
                        .exitCode())
                .isZero();
        assertThat(Files.readAllLines(out)).hasSize(2);
        Path people = folder.resolve("people1.csv");
        Files.writeString(people, Files.readString(people).replaceFirst("Bonn", "Rome"));
        assertThat(CommandHere.run("run", specification("train.yaml", 61), "--out", killed.root(), "--resume")
                        .err())
                .contains("the content of people1.csv has changed");
    }
}
