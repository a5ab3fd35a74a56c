package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.watch.MetricFiles;
import io.jenkins.trainmodel.spec.watch.WatchSpec.Keeps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedSpecTest {
    private static final String SHORT = "stopWhen:\n  - target: {metric: dev/bleu, atLeast: 0.4}\n";

    @TempDir
    private Path folder;

    private Path file(String yaml) throws Exception {
        return Files.writeString(folder.resolve("mine.yaml"), yaml);
    }

    private WatchedSpec read(String yaml) throws Exception {
        return new SpecReader().readWatched(file(yaml), List.of());
    }

    private List<String> problems(String yaml) {
        return SpecTexts.lines(catchThrowableOfType(SpecException.class, () -> read(yaml)));
    }

    @Test
    void shouldNeedRulesAlone() throws Exception {
        WatchedSpec spec = read(SHORT);

        assertThat(spec.name()).isEqualTo("mine");
        assertThat(spec.watch().metrics()).isEqualTo(new MetricFiles.JsonLines());
        assertThat(spec.watch().artifacts()).isEmpty();
        assertThat(spec.watch().keeps()).isEqualTo(Keeps.LAST);
        assertThat(spec.watch().metric()).isEqualTo("validation/loss");
        assertThat(spec.watch().mode()).isEqualTo(Direction.MIN);
        assertThat(spec.watch().grace()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldReadBackWhatItWrites() throws Exception {
        WatchedSpec spec = read(SHORT + """
              - earlyStopping: {metric: dev/bleu, mode: max, patience: 3}
            gates: [{metric: dev/bleu, atLeast: 0.3}]
            watch:
              metrics: {type: tensorboard, path: runs, axis: epoch}
              rename: {bleu: dev/bleu}
              artifacts: ['out/**', model.pt]
              keeps: best
              signalAfter: 0s
              grace: 1m30s
            """.replace("signalAfter: 0s", "signalAfter: 1ms"));
        Path stored = Files.writeString(
                folder.resolve("spec.json"), SpecWriter.toJson(spec).toPrettyString());

        assertThat(SpecReader.ofStored().readWatched(stored, List.of())).isEqualTo(spec);
        assertThat(spec.watch().names()).isEqualTo(Map.of("bleu", "dev/bleu"));
        assertThat(spec.watch().metric()).isEqualTo("dev/bleu");
        assertThat(spec.watch().mode()).isEqualTo(Direction.MAX);
        assertThat(SpecSchemaTest.violations(SpecWriter.toJson(spec))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: {type: csv, path: a.csv, label: b} | data: found a key of runs that train by themselves",
                "model: mlp | model: found a key of runs that train by themselves",
                "watch: {artifacts: ['../x']} | which is not below the program's working directory",
                "watch: {artifacts: [/x]} | which is not below the program's working directory",
                "watch: {artifacts: ['out/[']} | which is no pattern of file names",
                "watch: {metrics: {type: csv, path: 'logs/{a,b.csv'}} | which is no pattern of file names",
                "watch: {metrics: {type: csv}} | watch.metrics.path: found nothing",
                "watch: {metrics: wandb} | allowed: jsonl, csv, tensorboard, trainerState",
                "watch: {grace: 30} | watch.grace: found"
            })
    void shouldSayWhatDoesNotBelongThere(String line, String expected) {
        assertThat(problems(SHORT + line)).anyMatch(problem -> problem.contains(expected));
    }

    @Test
    void shouldRefuseToMeasureAModelThatIsTheProgramsOwn() {
        assertThat(problems(SHORT + "reference: .\ngates: [{challenge: validation/accuracy}]"))
                .singleElement()
                .asString()
                .contains("a challenge, and the program's model cannot be measured here");
    }

    @Test
    void shouldRefuseRulesThatNobodyWouldAsk() {
        assertThat(problems(SHORT + "  - anyOf:\n      rules: [{maxEpochs: 3}, {custom: mine}]"))
                .singleElement()
                .asString()
                .contains(":3:", "the rule mine, which is code of your own, and another program trains");
    }

    @Test
    void shouldSendWhoeverNamesAProgramToItsCommand() {
        assertThat(SpecTexts.problems(SpecTexts.SHORT + "watch: {grace: 30s}"))
                .singleElement()
                .asString()
                .contains("found a key of runs in which another program trains")
                .contains("train-model watch SPEC -- COMMAND");
    }

    @ParameterizedTest
    @CsvSource({
        "val_loss, validation/loss",
        "eval/acc, validation/accuracy",
        "train_loss, train/loss",
        "dev_f1, validation/f1"
    })
    void shouldSayFirstWhatAMetricOfOtherToolsIsCalledHere(String written, String name) {
        String text = "stopWhen: [{earlyStopping: {metric: " + written + "}}]";
        SpecException wrong = catchThrowableOfType(
                SpecException.class,
                () -> new SpecReader()
                        .readWatched("mine.yaml", text, Path.of("").toAbsolutePath(), List.of()));

        assertThat(wrong)
                .hasMessageContaining(
                        "allowed: " + name + ", as it is called here, or mode: min or mode: max beside it");
    }
}
