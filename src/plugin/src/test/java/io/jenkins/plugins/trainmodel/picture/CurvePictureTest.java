package io.jenkins.plugins.trainmodel.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CurvePictureTest {
    private static final int VALIDATION_COLOUR = 0xd55e00;
    private static final int REFERENCE_COLOUR = 0x6b7280;

    private final RunHistory history = new RunHistory();

    private void epoch(int number, Map<String, Double> metrics) {
        history.add(new EventRecord(
                1,
                number,
                Instant.EPOCH,
                new TrainingEvent.Epoch(
                        number, number * 10L, number, metrics, Map.of(), Optional.empty(), Optional.empty())));
    }

    private static BufferedImage image(DrawnCurves curves) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(curves.png()));
    }

    /** The mean height of a colour's pixels between two columns, counted from the top; -1 where there are none. */
    private static double heightOf(BufferedImage image, int colour, int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(x -> IntStream.range(40, image.getHeight())
                        .filter(y -> (image.getRGB(x, y) & 0xffffff) == colour)
                        .boxed())
                .mapToInt(Integer::intValue)
                .average()
                .orElse(-1);
    }

    @Test
    void shouldDrawALossThatFalls() throws IOException {
        for (int number = 1; number <= 20; number++) {
            epoch(number, Map.of("train/loss", 1.0 / number, "validation/loss", 1.2 / number, "gradient/norm", 3.0));
        }

        DrawnCurves curves = CurvePicture.of(history, Optional.empty()).draw().orElseThrow();

        BufferedImage image = image(curves);
        assertThat(image.getWidth()).isEqualTo(420);
        assertThat(heightOf(image, VALIDATION_COLOUR, 62, 75))
                .isBetween(40.0, heightOf(image, VALIDATION_COLOUR, 380, 406) - 60);
        assertThat(curves.words())
                .isEqualTo("Curves: training loss 0.05 after epoch 20, validation loss 0.06 after epoch 20.");
    }

    @Test
    void shouldDrawTheMetricThatSaysMostBesideTheLoss() throws IOException {
        epoch(1, Map.of("train/loss", 1.0, "validation/f1", 0.3, "validation/accuracy", 0.4));
        epoch(2, Map.of("train/loss", 0.5, "validation/f1", 0.4, "validation/accuracy", 0.6));

        DrawnCurves curves = CurvePicture.of(history, Optional.empty()).draw().orElseThrow();

        assertThat(image(curves).getWidth()).isEqualTo(840);
        assertThat(curves.words())
                .contains("training loss")
                .contains("validation accuracy")
                .doesNotContain("F1");
    }

    @Test
    void shouldDrawWhatIsNotFiniteFlatOrAlone() throws IOException {
        epoch(1, Map.of("train/loss", Double.NaN, "validation/loss", 0.5));
        epoch(2, Map.of("train/loss", Double.POSITIVE_INFINITY, "validation/loss", 0.5));

        BufferedImage image =
                image(CurvePicture.of(history, Optional.empty()).draw().orElseThrow());

        assertThat(heightOf(image, VALIDATION_COLOUR, 62, 406)).isBetween(100.0, 180.0);
    }

    /** Good to begin with, and after the run's own epochs so bad that the run would be a flat line beside it. */
    private static Curve reference(String metric) {
        return new Curve(
                "nightly",
                IntStream.rangeClosed(1, 30)
                        .mapToObj(number ->
                                new Observation(number, -1, Double.NaN, true, Map.of(metric, number <= 10 ? 0.9 : 500)))
                        .toList());
    }

    private void tenEpochsThatBeginFromAnother() {
        history.add(new EventRecord(
                1,
                1,
                Instant.EPOCH,
                new Provenance.Began(
                        "nightly #41", "", "", "none", Optional.empty(), Optional.empty(), 0, List.of(), List.of())));
        for (int number = 1; number <= 10; number++) {
            epoch(number, Map.of("train/loss", 0.8 / number, "validation/loss", 1.0 / number));
        }
    }

    @Test
    void shouldDrawTheReferenceThinlyBehindAsFarAsTheRunHasCome() throws IOException {
        tenEpochsThatBeginFromAnother();
        BufferedImage alone =
                image(CurvePicture.of(history, Optional.empty()).draw().orElseThrow());

        DrawnCurves curves = CurvePicture.of(history, Optional.of(reference("validation/loss")))
                .draw()
                .orElseThrow();

        BufferedImage both = image(curves);
        assertThat(heightOf(both, REFERENCE_COLOUR, 60, 75)).isBetween(55.0, 80.0);
        assertThat(heightOf(alone, REFERENCE_COLOUR, 60, 75)).isEqualTo(-1);
        assertThat(heightOf(both, VALIDATION_COLOUR, 62, 406)).isEqualTo(heightOf(alone, VALIDATION_COLOUR, 62, 406));
        assertThat(columnsThatDiffer(alone, both)).as("dashes with gaps").isBetween(120L, 300L);
        assertThat(curves.words())
                .isEqualTo("Curves: training loss 0.08 after epoch 10, validation loss 0.1 after epoch 10"
                        + "; dashed behind them those of nightly #41.");
    }

    /** Of the 344 columns that hold curves. */
    private static long columnsThatDiffer(BufferedImage one, BufferedImage other) {
        return IntStream.range(62, 406)
                .filter(x -> IntStream.range(40, one.getHeight()).anyMatch(y -> one.getRGB(x, y) != other.getRGB(x, y)))
                .count();
    }

    @Test
    void shouldDrawNothingOfAReferenceThatMeasuredOtherMetrics() {
        tenEpochsThatBeginFromAnother();

        DrawnCurves curves = CurvePicture.of(history, Optional.of(reference("validation/f1")))
                .draw()
                .orElseThrow();

        assertThat(curves)
                .usingRecursiveComparison()
                .isEqualTo(CurvePicture.of(history, Optional.empty()).draw().orElseThrow());
    }

    @Test
    void shouldDrawNothingBeforeTheFirstEpoch() {
        assertThat(CurvePicture.of(history, Optional.empty()).draw()).isEmpty();
    }
}
