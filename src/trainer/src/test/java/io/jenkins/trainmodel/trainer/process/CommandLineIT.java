package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need no engine. */
class CommandLineIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "backtest --help",
                "lineage --help",
                "check --help",
                "estimate --help",
                "profile --help",
                "verify --help",
                "report --help",
                "control --help",
                "control set --help",
                "schema --help"
            })
    void shouldExplainEveryCommand(String arguments) throws Exception {
        Result result = CommandHere.run((Object[]) arguments.split(" ")).exitsWith(0);

        assertThat(result.out())
                .startsWith(
                        "Usage: train-model " + arguments.replace("--help", "").strip())
                .contains("--help");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void shouldPrintTheSchema() throws Exception {
        String schema = CommandHere.run("schema").exitsWith(0).out();

        assertThat(JSON.readTree(schema).at("/else/properties").has("stopWhen")).isTrue();
    }

    @Test
    void shouldTellAllThatIsWrongAtOnceAndStartNothing() throws Exception {
        Path spec = Specifications.write(folder, """
                data: {type: csv, path: nowhere.csv, label: digit}
                model: {type: mlpp}
                training:
                  batchSise: 4
                  optimizer: {type: sgd, learningRate: -1}
                stopWhen:
                  - target: {metric: validation/acuracy, atLeast: 0.9}
                """);

        Result result =
                TrainerProcess.run("run", spec, "--out", folder.resolve("run")).exitsWith(2);

        assertThat(result.err())
                .contains("nowhere.csv")
                .contains("did you mean `mlp`?")
                .contains("did you mean `batchSize`?")
                .contains("train.yaml:5:")
                .contains("did you mean `validation/accuracy`?");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void shouldRefuseWrongArguments() throws Exception {
        CommandHere.run("run").exitsWith(2);
        CommandHere.run("train").exitsWith(2);
        CommandHere.run("report", folder).exitsWith(2);
        CommandHere.run("control", "stop", folder).exitsWith(2);
    }

    @Test
    void shouldBacktestCurvesWithHolesAndNumbersThatAreNotFinite() throws Exception {
        Path rules =
                Specifications.write(folder, "stopWhen: [{earlyStopping: {metric: validation/loss, patience: 2}}]");
        Path stopped = Files.writeString(
                folder.resolve("stopped.csv"), "epoch,validation/loss\n1,0.5\n2,\n3,nan\n4,0.4\n5,inf\n6,0.6\n7,0.1\n");
        Path improving =
                Files.writeString(folder.resolve("improving.csv"), "epoch,validation/loss\n1,0.5\n2,0.4\n3,0.3\n");

        String[] lines = CommandHere.run("backtest", rules, stopped, improving, "--json")
                .exitsWith(0)
                .out()
                .split("\\R");

        assertThat(lines).hasSize(2);
        ObjectNode first = (ObjectNode) JSON.readTree(lines[0]);
        assertThat(first.remove("whatIf").at("/loss/lost").asDouble()).isCloseTo(0.3, within(1e-9));
        assertThat(first).isEqualTo(JSON.readTree("""
                                {"curve": "%s", "stopped": true, "epoch": 6, "fired": ["earlyStopping"], "outcome": "success",
                                 "best": {"metric": "validation/loss", "epoch": 4, "value": 0.4}}""".formatted(stopped)));
        assertThat(((ObjectNode) JSON.readTree(lines[1])).<ObjectNode>without("whatIf"))
                .isEqualTo(JSON.readTree("""
                                {"curve": "%s", "stopped": false, "epoch": null, "fired": [], "outcome": null,
                                 "best": {"metric": "validation/loss", "epoch": 3, "value": 0.3}}""".formatted(improving)));
        assertThat(CommandHere.run("backtest", rules, stopped, improving)
                        .exitsWith(0)
                        .out())
                .contains("stops after", "epoch 6 of 7", "not in 3", "0.3 of validation/loss 0.1")
                .contains("1 of 2 runs would have stopped");
    }

    @Test
    void shouldBacktestGatesAgainstTheReferenceOfTheSpecification() throws Exception {
        Files.writeString(folder.resolve("nightly-41.csv"), "epoch,validation/loss\n1,0.4\n2,0.3\n");
        Path curve = Files.writeString(folder.resolve("tonight.csv"), "epoch,validation/loss\n1,0.5\n2,0.31\n");
        Path rules = Specifications.write(folder, """
                reference: {path: nightly-41.csv, name: 'nightly #41'}
                stopWhen: [{maxEpochs: 2}]
                gates:
                  - {metric: validation/loss, atMost: 0.4}
                  - {metric: validation/loss, noWorseThan: reference, within: 2%, outcome: failure}
                """);

        assertThat(CommandHere.run("backtest", rules, curve).exitsWith(0).out().lines())
                .element(1)
                .asString()
                .isEqualTo(curve + ": gates of the model of epoch 2: 1 of 2 held");
        assertThat(JSON.readTree(CommandHere.run("backtest", rules, curve, "--json")
                                .exitsWith(0)
                                .out())
                        .at("/gates/1/sentence")
                        .asText())
                .isEqualTo("validation/loss is 0.31, where the reference nightly #41 has 0.3: worse by more than 2 %");
    }

    @Test
    void shouldCompareRunsAndJudgeThemAgainstTheFirst() throws Exception {
        Path old = Files.writeString(folder.resolve("old.csv"), "epoch,validation/loss,custom\n1,0.4,1\n2,0.3,2\n");
        Path better = Files.writeString(folder.resolve("better.csv"), "epoch,validation/loss\n1,0.2\n");
        Path worse = Files.writeString(folder.resolve("worse.csv"), "epoch,validation/loss\n1,0.9\n");
        Path gates = Specifications.write(
                folder, "gates: [{metric: validation/loss, noWorseThan: reference, outcome: failure}]");

        assertThat(CommandHere.run("compare", old, better, worse).exitsWith(0).out())
                .contains("old.csv  better.csv  worse.csv")
                .containsPattern("validation/loss +0.3 +0.2 \\* +0.9");
        assertThat(CommandHere.run("compare", old, better, "--gates", gates)
                        .exitsWith(0)
                        .out())
                .contains("better.csv: 1 of 1 held");
        String judged = CommandHere.run("compare", old, better, worse, "--gates", gates, "--json")
                .exitsWith(11)
                .out();
        assertThat(JSON.readTree(judged).at("/runs/2/gates/0/answer").asText()).isEqualTo("failed");
        assertThat(JSON.readTree(judged).at("/outcome").asText()).isEqualTo("failure");
        assertThat(CommandHere.run("compare", old, folder.resolve("gone"))
                        .exitsWith(2)
                        .err())
                .contains("cannot be compared", "does not exist");
        CommandHere.run("compare", old).exitsWith(2);
    }

    @Test
    void shouldRefuseACurveThatIsNotThere() throws Exception {
        Path rules = Specifications.write(folder, "stopWhen: [{maxEpochs: 3}]");

        assertThat(CommandHere.run("backtest", rules, folder.resolve("none.csv"))
                        .exitsWith(2)
                        .err()
                        .strip())
                .isEqualTo("error: The curve " + folder.resolve("none.csv") + " does not exist.");
    }

    @Test
    void shouldSayWhereACurveCannotBeRead() throws Exception {
        Path rules = Specifications.write(folder, "stopWhen: [{maxEpochs: 3}]");
        Path curve = Files.writeString(folder.resolve("curve.csv"), "epoch,train/loss\n1,0.5\n2,much\n");

        assertThat(CommandHere.run("backtest", rules, curve).exitsWith(2).err())
                .contains("curve.csv")
                .contains("much");
    }

    @Test
    void shouldSayThatTheWaitOfAControlTakesNoTime() throws Exception {
        assertThat(CommandHere.run("control", "stop", folder, "--wait", "100s")
                        .exitsWith(2)
                        .err()
                        .strip())
                .endsWith("error: --wait takes no time, and was given 100s: it waits until what was asked for has come"
                        + " about, however long that takes");
    }

    @Test
    void shouldListTheProblemsOfASpecificationOnce() throws Exception {
        Path spec = Files.writeString(folder.resolve("train.yaml"), "seed: x\nname: [1]\n");

        String err = CommandHere.run("run", spec, "--out", folder.resolve("run"))
                .exitsWith(2)
                .err();

        assertThat(err).containsOnlyOnce("seed: found").containsOnlyOnce("name: found");
        assertThat(err.strip()).endsWith(" problems in " + spec);
    }
}
