package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.report.html.CurveData.Chart;
import io.jenkins.trainmodel.report.html.CurveData.Line;
import io.jenkins.trainmodel.report.html.CurveData.Mark;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveBuilderTest {
    private final CurveData sample = new CurveBuilder(SampleRun.finished()).build();

    @Test
    void shouldBeginWithLossThenMetricsThenTheMachine() {
        assertThat(sample.charts())
                .extracting(Chart::title)
                .containsExactly(
                        "Loss",
                        "Accuracy",
                        "Learning rate",
                        "Gradient norm",
                        "Throughput",
                        "GPU utilization",
                        "GPU memory",
                        "GPU power",
                        "GPU temperature",
                        "CPU",
                        "Memory",
                        "Disk traffic",
                        "Free disk space");
    }

    @Test
    void shouldCallEveryTopKAsPeopleDo() {
        MetricSeries top = new MetricSeries(
                "validation/top3", Sampling.EPOCH, new double[] {1, 2}, new double[] {1, 2}, new double[] {0.5, 0.75});

        assertThat(new CurveBuilder(SampleRun.ofEpochs(2).with(top).build())
                        .build()
                        .charts())
                .extracting(Chart::title)
                .contains("Top-3 accuracy");
    }

    @Test
    void shouldDrawTrainingBesideValidation() {
        assertThat(sample.charts().get(0).lines())
                .extracting(Line::label)
                .containsExactly("train", "validation", "train, within epochs");
    }

    @Test
    void shouldNotRepeatAsEpochMeanWhatIsReadWithinEpochs() {
        assertThat(sample.charts().get(2).lines()).extracting(Line::sampling).containsExactly("step");
    }

    @Test
    void shouldDrawEpochsWhereReadingsWithinThemAreRarer() {
        MetricSeries rare = new MetricSeries(
                "validation/f1", Sampling.STEP, new double[] {50}, new double[] {2}, new double[] {0.5});
        MetricSeries often = new MetricSeries(
                "validation/f1", Sampling.EPOCH, new double[] {45, 90}, new double[] {1, 3}, new double[] {0.4, 0.6});

        assertThat(new CurveBuilder(SampleRun.ofEpochs(2).with(rare).with(often).build())
                        .build()
                        .charts())
                .filteredOn(chart -> chart.key().equals("metric/f1"))
                .flatExtracting(Chart::lines)
                .extracting(Line::sampling)
                .containsExactly("epoch");
    }

    @Test
    void shouldWriteValuesThatAreNotFiniteAsGapsWithAReason() {
        Line norm = sample.charts().get(3).lines().get(0);

        assertThat(norm.notFinite()).isNotEmpty().allSatisfy((index, word) -> {
            assertThat(norm.values()[index]).isNull();
            assertThat(word).isEqualTo("Infinity");
        });
        assertThat(norm.values()).doesNotContain(0.0);
    }

    @Test
    void shouldMarkTheBestEpochChangesResumesAndTheRuleThatFired() {
        assertThat(sample.marks())
                .contains(
                        new Mark("best", 990, "Best validation loss: 0.0921 in epoch 22"),
                        new Mark("change", 810, "training.optimizer.learningRate: 0.001 → 0.0003"),
                        new Mark("resume", 495, "Resumed from checkpoint 000011"),
                        new Mark("fired", 1350, "earlyStopping fired"));
        assertThat(sample.marks())
                .filteredOn(mark -> mark.kind().equals("checkpoint"))
                .extracting(Mark::text)
                .containsExactly("Checkpoint 000022", "Checkpoint 000028", "Checkpoint 000029", "Checkpoint 000030");
    }

    @Test
    void shouldMarkOnlyTheFirstOfSeveralFirings() {
        assertThat(new CurveBuilder(SampleRun.ofEpochs(35).build()).build().marks())
                .filteredOn(mark -> mark.kind().equals("fired"))
                .extracting(Mark::step)
                .containsExactly(1350.0);
    }

    @Test
    void shouldDrawTheTargetInTheChartOfItsMetric() {
        assertThat(sample.charts().get(1).targets())
                .containsExactly(new TargetLines.Target("validation/accuracy", 0.98, "target ≥ 0.98"));
        assertThat(sample.charts().get(3).targets())
                .extracting(TargetLines.Target::text)
                .containsExactly("gradientBelow 0.05");
    }

    @Test
    void shouldPlaceTheNewestReadingOfAnUnfinishedEpoch() {
        MetricSeries ahead = new MetricSeries(
                "train/loss", Sampling.STEP, new double[] {2 * 45 + 9}, new double[] {4}, new double[] {0.5});

        double[] epochs = new CurveBuilder(SampleRun.ofEpochs(2).with(ahead).build())
                .build()
                .anchors()
                .epochs();

        assertThat(epochs).containsExactly(0, 1, 2, 2.2);
    }

    /** How many steps an epoch has, a watched program does not say before. */
    @Test
    void shouldPlaceTheNewestReadingOfAWatchedProgramByTheEpochsBefore() {
        assertThat(newestEpoch(2, 2 * 45 + 9)).isEqualTo(2.2);
        assertThat(newestEpoch(2, 2 * 45 + 400)).isEqualTo(3);
    }

    private static double newestEpoch(int epochs, double step) {
        MetricSeries ahead = new MetricSeries(
                "train/loss", Sampling.STEP, new double[] {step}, new double[] {4}, new double[] {0.5});
        SampleRun run = SampleRun.ofEpochs(epochs).watching("python train.py").with(ahead);
        double[] anchors = new CurveBuilder(run.build()).build().anchors().epochs();
        return anchors[anchors.length - 1];
    }

    @Test
    void shouldBoundLinesAndPoints() {
        SampleRun run = SampleRun.ofEpochs(3);
        IntStream.range(0, 400).forEach(i -> run.with(series("custom/" + i, 5_000)));

        CurveData curves = new CurveBuilder(run.build()).build();
        List<Line> lines = curves.charts().stream()
                .flatMap(chart -> chart.lines().stream())
                .toList();

        assertThat(lines).hasSize(CurveBuilder.MOST_LINES);
        assertThat(lines.stream().mapToInt(line -> line.values().length).sum())
                .isLessThanOrEqualTo(CurveBuilder.ALL_POINTS);
        assertThat(curves.omitted()).isGreaterThan(200);
        assertThat(lines).anyMatch(line -> line.recorded() == 5_000);
    }

    private static MetricSeries series(String metric, int points) {
        double[] steps = IntStream.range(0, points).asDoubleStream().toArray();
        return new MetricSeries(metric, Sampling.STEP, steps, steps, steps);
    }
}
