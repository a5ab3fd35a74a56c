package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.TestResultJson;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kept model is measured once on samples that neither trained nor chose it. */
class FinalTestIT {
    @TempDir
    private Path folder;

    @Test
    void shouldMeasureTheKeptClassifierOnceOnDataThatNoRuleSaw() throws Exception {
        Path spec = Specifications.write(folder, """
                name: tested
                data: {type: csv, path: %s, label: digit, scale: 0.0625, test: 0.2}
                model: {type: mlp, hidden: [32]}
                training: {batchSize: 32, optimizer: {type: adamw, learningRate: 0.003}, metrics: [accuracy, top3]}
                stopWhen: [{maxEpochs: 6}, {earlyStopping: {metric: validation/loss, patience: 2, restoreBest: true}}]
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv")));
        RunFolder run = new RunFolder(folder.resolve("run"));

        Result result = CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);

        List<Conclusion.Tested> tested = run.events(Conclusion.Tested.class);
        assertThat(tested).hasSize(1);
        TestResult.Classification test =
                (TestResult.Classification) tested.get(0).result();
        TrainingEvent.Started started = run.events(TrainingEvent.Started.class).get(0);
        assertThat(test.samples() + started.trainSamples() + started.validationSamples())
                .isEqualTo(1797);
        assertThat(test.samples()).isBetween(300L, 420L);
        assertThat(test.metrics().get("accuracy")).isBetween(0.85, 1.0);
        assertThat(test.metrics().get("top3"))
                .isGreaterThanOrEqualTo(test.metrics().get("accuracy"));
        assertThat(test.metrics())
                .containsKeys("loss", "precision", "recall", "f1", "rocAuc", "prAuc", "calibrationError");
        assertThat(test.classes())
                .extracting(TestResult.ClassResult::name)
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(TestResultJson.read(run.names().test())).isEqualTo(test);
        assertThat(TestResultJson.read(run.names().model().resolve("test.json")))
                .isEqualTo(test);
        assertThat(result.out()).containsPattern("on \\d+ samples for the test: loss 0\\.\\d+, accuracy 0\\.");
        assertThat(run.events(TrainingEvent.Epoch.class))
                .noneMatch(epoch -> epoch.metrics().keySet().stream().anyMatch(name -> name.startsWith("test/")));
        run.requireWholeLog();
    }

    @Test
    void shouldMeasureARegressionInTheUnitOfItsLabels() throws Exception {
        Path train = write("train.csv", 0, 300);
        Path test = write("test.csv", 300, 340);
        Path spec = Specifications.write(folder, """
                name: instants
                data: {type: csv, path: %s, label: y, task: regression, standardize: true, testPath: %s}
                model: {type: mlp, hidden: [16]}
                training: {batchSize: 16, optimizer: {type: adamw, learningRate: 0.01}}
                stopWhen: [{maxEpochs: 30}]
                device: {type: cpu, threads: 1}
                """.formatted(train, test));
        RunFolder run = new RunFolder(folder.resolve("run"));

        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);

        TestResult.Regression result = (TestResult.Regression)
                run.events(Conclusion.Tested.class).get(0).result();
        assertThat(result.samples()).isEqualTo(40);
        assertThat(result.residuals().orElseThrow().points())
                .allSatisfy(point -> assertThat(point.label()).isCloseTo(1e12, within(1e5)));
        assertThat(result.metrics().get("mae")).isLessThan(100);
        assertThat(result.metrics().get("r2")).isGreaterThan(0.5);
    }

    @Test
    void shouldRefuseATestThatLeavesNothingToTrainWith() throws Exception {
        Path spec = Specifications.write(folder, """
                name: greedy
                data: {type: csv, path: %s, label: digit, validation: 0.5, test: 0.5}
                model: {type: mlp, hidden: [16]}
                stopWhen: [{maxEpochs: 1}]
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv")));

        Result result =
                CommandHere.run("run", spec, "--out", folder.resolve("run")).exitsWith(2);

        assertThat(result.err()).contains("data.test").contains("a share that leaves some to train with");
    }

    /** Labels of 1e12 and a little, as points in time are. */
    private Path write(String name, int from, int to) throws IOException {
        String rows = IntStream.range(from, to)
                .mapToObj(i -> (i * 37 % 200) / 100.0 + "," + (i * 53 % 190) / 100.0 + ","
                        + String.format(
                                Locale.ROOT, "%.1f", 1e12 + 300 * ((i * 37 % 200) / 100.0 - (i * 53 % 190) / 100.0)))
                .collect(Collectors.joining("\n", "a,b,y\n", "\n"));
        return Files.writeString(folder.resolve(name), rows);
    }
}
