package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.problem.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFileTest {
    private static final String JSON = """
            {
            \t"data": {"type": "csv", "path": "digits.csv", "label": "digit"},
            \t"model": {"type": "mlp"},
            \t"stopWhen": [{"maxEpochs": 3}, {"lossBelow": 1E-4}],
            \t"device": {"type": "cpu", "threads": 2}
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldReadJsonWithTabs() throws Exception {
        Files.createFile(directory.resolve("digits.csv"));
        Path file = write("digits.json", JSON);

        TrainingSpec specification = new SpecReader().read(file);

        assertThat(specification.name()).isEqualTo("digits");
        assertThat(specification.stopWhen()).hasSize(2);
        assertThat(specification.device().kind()).isEqualTo(DeviceSpec.Kind.CPU);
        assertThat(specification.device().threads()).contains(2);
    }

    @Test
    void shouldSayWhereJsonIsWrong() throws Exception {
        Path wrong = write(
                "wrong.json", JSON.replace("3}", "-3}").replace("\"threads\": 2", "\"threads\": 2, \"threads\": 3"));
        Path broken = write("broken.json", JSON.replace("\"mlp\"}", "\"mlp\""));
        Path more = write("more.json", JSON + "{}");
        Path nothing = write("nothing.json", "");
        Path deep = write("deep.json", "[".repeat(5_000));

        assertThat(refusal(wrong))
                .contains(wrong + ":4:29: stopWhen.0.maxEpochs: found `-3`; allowed: a whole number of at least 1")
                .anySatisfy(
                        line -> assertThat(line).startsWith(wrong + ":5:42: device.threads: found the key a second"));
        assertThat(refusal(broken))
                .singleElement()
                .asString()
                .isEqualTo(
                        broken
                                + ":7:1: found malformed JSON: the text ends in the middle of a value; allowed: JSON, at most 200 levels deep");
        assertThat(refusal(more))
                .anySatisfy(line -> assertThat(line).startsWith(more + ":7:1: found more after the end"));
        assertThat(refusal(nothing)).anySatisfy(line -> assertThat(line).contains("stopWhen: found nothing"));
        assertThat(refusal(deep)).singleElement().asString().contains("nested more deeply");
    }

    @Test
    void shouldResolvePathsAgainstTheSpecification() throws Exception {
        Path data = Files.createFile(
                Files.createDirectories(directory.resolve("data")).resolve("a.csv"));
        Path file = write("specs/train.yml", SpecTexts.SHORT.replace("digits.csv", "../data/./a.csv"));

        assertThat(new SpecReader().read(file).data())
                .isInstanceOfSatisfying(
                        DataSpec.Csv.class, csv -> assertThat(csv.path()).isEqualTo(data));
    }

    @Test
    void shouldTakeAPatternBelowAFolderWithCharactersOfPatterns() throws Exception {
        Files.createDirectories(directory.resolve("{old} [1]/corpus"));
        String text = """
                data: {type: text, path: 'corpus/*.txt', context: 64}
                model: {type: gpt, layers: 2, heads: 4, width: 64}
                stopWhen: [{maxSteps: 5}]
                """;

        assertThat(new SpecReader().read(write("{old} [1]/train.yaml", text)).data())
                .isInstanceOfSatisfying(
                        Text.class,
                        data -> assertThat(data.path()).isEqualTo(directory.resolve("{old} [1]/corpus/*.txt")));
        assertThat(refusal(write("{old} [1]/gone.yaml", text.replace("corpus", "gone"))))
                .singleElement()
                .asString()
                .contains("found \"gone/*.txt\", which does not exist");
    }

    @Test
    void shouldRefuseFilesThatAreNotThere() throws Exception {
        Path file = write(
                "train.yaml",
                "reference: {path: old, whenMissing: fail}\n" + SpecTexts.SHORT + "device: {libtorch: train.yaml}\n");

        assertThat(refusal(file))
                .containsExactly(
                        file + ":1:19: reference.path: found the reference " + directory.resolve("old")
                                + ", which does not exist; allowed: a reference that is there, or whenMissing: start",
                        file + ":2:25: data.path: found `digits.csv`, which does not exist ("
                                + directory.resolve("digits.csv")
                                + "); allowed: the path of a file, relative to the specification",
                        file + ":6:20: device.libtorch: found `train.yaml`, which is not a directory;"
                                + " allowed: the path of a directory, relative to the specification");
    }

    @Test
    void shouldRefuseAPathThatCannotBe() {
        assertThat(SpecTexts.problems(SpecTexts.SHORT, "data.path=\"a\\0b\""))
                .singleElement()
                .asString()
                .contains(
                        "data.path: found \"a\uFFFDb\", which holds a control character (U+0000); allowed: the path of a file");
    }

    @Test
    void shouldFillInDefaultsByTask() throws Exception {
        TrainingSpec regression = SpecTexts.read(SpecTexts.SHORT, "data.task=regression");

        assertThat(regression.training().metrics()).containsExactly("mae", "rmse", "r2");
        assertThat(SpecTexts.read(SpecTexts.SHORT, "training.metrics=[loss, top10]")
                        .training()
                        .metrics())
                .containsExactly("top10");
    }

    @Test
    void shouldTakeTheMetricOfCheckpointsFromEarlyStopping() throws Exception {
        String rules = "- anyOf: [{earlyStopping: {metric: gradient/norm, mode: min}}]\n- earlyStopping: train/loss";

        TrainingSpec specification = SpecTexts.read(SpecTexts.withRules(rules));

        assertThat(specification.checkpoint().metric()).isEqualTo("gradient/norm");
        assertThat(specification.checkpoint().mode()).isEqualTo(io.jenkins.trainmodel.metric.Direction.MIN);
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<String> refusal(Path file) {
        return SpecTexts.lines(catchThrowableOfType(SpecException.class, () -> new SpecReader().read(file)));
    }
}
