package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.event.Conclusion.Challenged;
import io.jenkins.trainmodel.event.Conclusion.Judged;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.Comparison;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forecast from a file of series to a package that beats the naive forecast. */
class ForecastIT {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path spec;
    private static RunFolder run;

    @BeforeAll
    static void train() throws Exception {
        String rows = IntStream.range(0, 600).mapToObj(ForecastIT::row).collect(Collectors.joining("\n"));
        Files.writeString(shared.resolve("load.csv"), "time,town,load,price\n" + rows + "\n");
        spec = Files.writeString(shared.resolve("towns.yaml"), """
                data:
                  type: series
                  path: load.csv
                  series: town
                  target: [load, price]
                  calendar: [hour]
                  window: 12
                  horizon: 4
                  test: 0.1
                model: {type: mlp, hidden: [16], dropout: 0.1}
                training: {batchSize: 16, optimizer: {type: adamw, learningRate: 0.01}}
                stopWhen: [{maxEpochs: 4}, {target: {metric: validation/mase, atMost: 0.01}}]
                checkpoint: {everySteps: 7}
                device: {type: cpu, threads: 1}
                """);
        run = new RunFolder(shared.resolve("run"));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);
    }

    /** Of two towns, one far larger than the other, in turn. */
    private static String row(int row) {
        int hour = row / 2;
        double load = (row % 2 == 0 ? 100 : 1000) * (2 + Math.sin(2 * Math.PI * hour / 24)) + hour % 5;
        return String.format(
                Locale.ROOT,
                "%s,%s,%.2f,%.3f",
                LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(hour),
                row % 2 == 0 ? "small" : "large",
                load,
                0.01 * (hour % 12));
    }

    @Test
    void shouldSayWhereThePartsBeginAndMeasureAgainstTheNaiveForecast() throws Exception {
        Map<String, Double> measured =
                run.events(TrainingEvent.Epoch.class).get(3).metrics();

        assertThat(run.events(TrainingEvent.Started.class).get(0).environment().get("series"))
                .startsWith(
                        "series in steps of 1h, 4 predicted from 12; training until 2024-01-09T17:00, validation from"
                                + " 2024-01-09T18:00 until ");
        assertThat(measured)
                .containsKeys(
                        "validation/mae", "validation/rmse", "validation/mase", "validation/relativeMae", "train/mase");
        assertThat(measured.get("validation/relativeMae")).isLessThan(1);
        assertThat(measured.get("validation/loss"))
                .isCloseTo(
                        Math.pow(measured.get("validation/rmse"), 2), within(1e-6 * measured.get("validation/loss")));
    }

    @Test
    void shouldGiveTheSameNumbersAgainAndSayHowToUseTheModel() throws Exception {
        assertThat(CommandHere.run("verify", run.root()).exitsWith(0).out())
                .contains("validation/mase", "model.pt                validation/rmse");
        assertThat(run.trainingJson().at("/data/forecast/horizon").asInt()).isEqualTo(4);
        assertThat(run.trainingJson().at("/data/forecast/targets/1").asText()).isEqualTo("price");
        assertThat(Files.readString(run.names().model().resolve("README.md")))
                .contains("time-series-forecasting", "predicts the next steps", "reshape(-1, 4, 2) * double([");
    }

    @Test
    void shouldBeMeasuredOnOtherSeriesAndGoOnWhereTheyEnd() throws Exception {
        Path out = folder.resolve("next.csv");

        assertThat(CommandHere.run("evaluate", run.root(), "--data", shared.resolve("load.csv"), "--json")
                        .exitsWith(0)
                        .out())
                .contains("\"task\":\"forecast\"", "\"mase\":", "\"relativeMae\":", "\"samples\":");
        CommandHere.run("predict", run.root(), "--data", shared.resolve("load.csv"), "--out", out)
                .exitsWith(0);

        assertThat(Files.readAllLines(out))
                .hasSize(9)
                .startsWith("series,time,load,price")
                .anySatisfy(line -> assertThat(line).startsWith("large,2024-01-13T12:00,"))
                .anySatisfy(line -> assertThat(line).startsWith("small,2024-01-13T15:00,"));
    }

    @Test
    void shouldComeToTheSameModelAfterAnInterruption() throws Exception {
        RunFolder resumed = new RunFolder(folder.resolve("resumed"));
        Object[] begin = {"run", spec, "--out", resumed.root(), "--set=stopWhen.+={maxSteps: 25}"};
        CommandHere.run(begin).exitsWith(0);

        CommandHere.run("run", spec, "--out", resumed.root(), "--resume").exitsWith(0);

        assertThat(resumed.names().model().resolve("parameters.safetensors"))
                .hasSameBinaryContentAs(run.names().model().resolve("parameters.safetensors"));
    }

    @Test
    void shouldCompareModelsThatSeeMoreOrLessOfThePastOnTheSameSamples() throws Exception {
        RunFolder longer = new RunFolder(folder.resolve("longer"));
        CommandHere.run(
                        "run",
                        spec,
                        "--out",
                        longer.root(),
                        "--set=data.window=16",
                        "--set=stopWhen=[{maxSteps: 1}]",
                        "--set=reference=" + run.root(),
                        "--set=gates=[{challenge: validation/mase}]")
                .exitsWith(Outcome.UNSTABLE.exitCode());

        double own = run.trainingJson()
                .at("/result/packaged/metrics/validation~1mase")
                .asDouble();
        assertThat(longer.events(Challenged.class).get(0).result()).satisfies(result -> {
            assertThat(result.comparison()).isEqualTo(Comparison.WORSE);
            assertThat(result.referenceValue())
                    .as("what it reached on the same windows in its own run")
                    .isCloseTo(own, within(1e-5 * own));
        });
    }

    /** As many outputs, and each would be taken for another. */
    @Test
    void shouldNotGoOnWithTheOutputsOfTargetsInAnotherOrder() throws Exception {
        Object[] swapped = {
            "run",
            spec,
            "--out",
            folder.resolve("swapped"),
            "--set=data.target=[price, load]",
            "--set=reference=" + run.root(),
            "--set=stopWhen=[{maxSteps: 1}]"
        };

        assertThat(CommandHere.run(with(swapped, "--set=warmStart=parameters"))
                        .exitsWith(2)
                        .err())
                .contains(
                        "which predicts 4 steps of \"load\", \"price\": this run predicts 4 steps of \"price\", \"load\"");
        CommandHere.run(with(swapped, "--set=warmStart={from: parameters, reset: ['layers.4.*']}"))
                .exitsWith(0);
    }

    private static Object[] with(Object[] arguments, String more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
    }

    @Test
    void shouldBeatTheNaiveForecastInTheExample() throws Exception {
        Path example = Path.of("../../docs/examples/forecast/train.yaml")
                .toAbsolutePath()
                .normalize();
        RunFolder forecast = new RunFolder(folder.resolve("forecast"));

        CommandHere.run("run", example, "--out", forecast.root()).exitsWith(0);

        assertThat(forecast.events(Judged.class).get(0).gates()).hasSize(2);
        assertThat(forecast.trainingJson()
                        .at("/result/packaged/metrics/validation~1mase")
                        .asDouble())
                .isLessThan(0.8);
    }
}
