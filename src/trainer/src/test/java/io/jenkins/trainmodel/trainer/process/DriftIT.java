package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.DataProfile;
import io.jenkins.trainmodel.drift.DataProfileJson;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of one night beside that of the night before, whose data is gone. */
class DriftIT {
    private static final String SPEC = """
        data:
          type: csv
          path: rows.csv
          label: kind
          columns: {colour: category, age: {type: number, missing: mean}}
        model: {type: mlp, hidden: [4]}
        training: {batchSize: 50}
        stopWhen: [{milestone: 1}, {maxEpochs: 2}]
        device: {type: cpu, threads: 1}
        """;

    @TempDir
    private static Path nights;

    @TempDir
    private Path folder;

    private static Path first;

    @BeforeAll
    static void trainTheFirstNight() throws Exception {
        Path night = Files.createDirectories(nights.resolve("night-1"));
        table(night, 0, "red");
        Files.writeString(night.resolve("train.yaml"), SPEC + "gates: [{drift: 0.25}]\nreference: {first: true}\n");
        first = night.resolve("run");
        Result result = CommandHere.run("run", night.resolve("train.yaml"), "--out", first);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("so there is no other data to compare with");
        Files.delete(night.resolve("rows.csv"));
    }

    private static void table(Path folder, int older, String colour) throws IOException {
        List<String> lines = new ArrayList<>(List.of("age,height,colour,kind"));
        for (int row = 0; row < 400; row++) {
            String age = row % 10 == 0 ? "" : Integer.toString(20 + row * 7 % 40 + older);
            lines.add(age + "," + row * 13 % 101 + "," + (row % 3 == 0 ? colour : "blue") + "," + (row % 2 == 0));
        }
        Files.write(folder.resolve("rows.csv"), lines);
    }

    private RunFolder night(String more) throws Exception {
        Path spec = Files.writeString(
                folder.resolve("train.yaml"), SPEC + "reference: {path: " + first + ", name: 'night 1'}\n" + more);
        CommandHere.run("run", spec, "--out", folder.resolve("run"));
        return new RunFolder(folder.resolve("run"));
    }

    private static DataDrift drift(RunFolder run) throws Exception {
        List<TrainingEvent.DataCompared> told = run.events(TrainingEvent.DataCompared.class);
        assertThat(told).hasSize(1);
        return told.get(0).drift();
    }

    private static GateVerdict verdict(RunFolder run) throws Exception {
        List<Conclusion.Judged> judged = run.events(Conclusion.Judged.class);
        return judged.get(judged.size() - 1).gates().get(0);
    }

    @Test
    void shouldRecordHowDataIsDistributed() throws Exception {
        DataProfile profile = DataProfileJson.read(first.resolve("model").resolve(DataProfileJson.FILE));

        assertThat(profile.columns()).hasSize(3);
        assertThat(profile.columns().get(0).missing()).isPositive();
        assertThat(profile.columns().get(2).words()).containsExactly("blue", "red");
        assertThat(profile.label().orElseThrow().words()).containsExactlyInAnyOrder("true", "false");
        assertThat(Files.readString(first.resolve("model/README.md"))).contains("data-profile.json");
        assertThat(CommandHere.run("verify", first).out()).contains("files are as the manifest says");
    }

    @Test
    void shouldLetDataPassThatIsAsBefore() throws Exception {
        table(folder, 0, "red");
        RunFolder run = night("gates: [{drift: 0.25}]\n");

        assertThat(drift(run).schema().isEmpty()).isTrue();
        assertThat(drift(run).columns()).hasSize(3).allMatch(column -> column.index() < 0.05);
        assertThat(verdict(run).held()).isTrue();
        assertThat(run.events(TrainingEvent.Warning.class))
                .extracting(TrainingEvent.Warning::code)
                .doesNotContain("drift");
    }

    /** A resume goes by what was told, though the reference is another one by then. */
    @Test
    void shouldRefuseDataThatHasMovedAndStayWithThatAfterAResume() throws Exception {
        table(folder, 30, "green");
        RunFolder run = night("gates: [{drift: 0.25}]\n");

        assertThat(drift(run).all().stream()
                        .filter(column -> column.exceeds(DataDrift.LARGE))
                        .map(ColumnDrift::name))
                .containsExactlyInAnyOrder("age", "colour");
        assertThat(run.events(TrainingEvent.Warning.class))
                .filteredOn(warning -> warning.code().equals("drift"))
                .singleElement()
                .extracting(TrainingEvent.Warning::message)
                .asString()
                .contains("night 1", "age ", "colour ");
        Files.writeString(folder.resolve("train.yaml"), SPEC + "gates: [{drift: 0.25}]\nreference: {missing: gone}\n");
        Result resumed =
                CommandHere.run("run", folder.resolve("train.yaml"), "--out", folder.resolve("run"), "--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(10);
        assertThat(resumed.out()).contains("data/drift is ", "and not at most 0.25");
        assertThat(drift(run).columns()).hasSize(3);
        assertThat(Files.readString(folder.resolve("run/report.html"))).contains("id=\"drift\"", "green");
    }

    @Test
    void shouldNameColumnsThatAreOthersBeforeAndWhileItTrains() throws Exception {
        table(folder, 0, "red");
        Files.writeString(
                folder.resolve("rows.csv"),
                Files.readString(folder.resolve("rows.csv")).replace("height", "size"));
        RunFolder run = night("gates: [{drift: 0.25}]\n");

        assertThat(drift(run).schema().added()).containsExactly("size");
        assertThat(drift(run).schema().gone()).containsExactly("height");
        assertThat(verdict(run).sentence()).contains("1 new, 1 gone", "size, height");
        assertThat(CommandHere.run("check", folder.resolve("train.yaml")).out())
                .contains("columns compared with the data of night 1: 2", "1 new, 1 gone");
    }

    /** Without a label of that name nothing else could be told of it. */
    @Test
    void shouldNameALabelOfAnotherName() throws Exception {
        table(folder, 0, "red");
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, Files.readString(rows).replace("kind", "sort"));
        Path spec = Files.writeString(
                folder.resolve("train.yaml"),
                SPEC.replace("label: kind", "label: sort") + "reference: {path: " + first
                        + ", name: 'night 1'}\ngates: [{drift: 0.25}]\n");
        CommandHere.run("run", spec, "--out", folder.resolve("run"));
        RunFolder run = new RunFolder(folder.resolve("run"));

        assertThat(drift(run).label()).isEmpty();
        assertThat(verdict(run).sentence()).contains("1 new, 1 gone", "sort, kind");
    }

    @Test
    void shouldTrustNoProfileThatItsManifestDoesNotVouchFor() throws Exception {
        table(folder, 0, "red");
        Path other = folder.resolve("other");
        copy(first.resolve("model"), other);
        Path profile = other.resolve(DataProfileJson.FILE);
        Files.writeString(profile, Files.readString(profile).replace("\"blue\"", "\"pink\""));
        Path spec = Files.writeString(
                folder.resolve("train.yaml"), SPEC + "reference: " + other + "\ngates: [{drift: 0.25}]\n");
        CommandHere.run("run", spec, "--out", folder.resolve("run"));
        RunFolder run = new RunFolder(folder.resolve("run"));

        assertThat(run.events(TrainingEvent.DataCompared.class)).isEmpty();
        assertThat(verdict(run).answer()).isEqualTo(GateVerdict.Answer.NOT_EVALUABLE);
        assertThat(verdict(run).sentence()).contains("data-profile.json is not what the manifest says");
        assertThat(run.events(TrainingEvent.Warning.class))
                .extracting(TrainingEvent.Warning::code)
                .contains("drift");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
