package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.stop.Best;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricWordsTest {

    @ParameterizedTest
    @CsvSource({
        "validation/accuracy, Validation accuracy",
        "train/loss, Training loss",
        "test/f1, Test F1",
        "validation/top5, Validation top-5 accuracy",
        "validation/rmse, Validation root mean square error",
        "learningRate, Learning rate",
        "throughput/samplesPerSecond, Throughput",
        "validation/myOwn, Validation myOwn",
        "business/revenue, business/revenue"
    })
    void shouldCallMetricsAsPeopleDo(String path, String title) {
        assertThat(MetricWords.title(path)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({
        "loss, Loss",
        "mae, Mean absolute error",
        "top3, Top-3 accuracy",
        "f1, F1",
        "r2, R²",
        "myOwn, myOwn",
        "iou_50, iou_50"
    })
    void shouldBeginTitlesOfAllPartsWithACapitalWhereTheyAreWords(String name, String title) {
        assertThat(MetricWords.titleOfAllParts(name)).isEqualTo(title);
    }

    @Test
    void shouldSayWhereTheBestValueWasMeasured() {
        Best best = new Best("validation/loss", 1_200, 0.07125);

        assertThat(MetricWords.of(best, Audience.RECORD)).isEqualTo("validation loss 0.07125 in epoch 1,200");
        assertThat(MetricWords.line(best, Audience.RECORD)).isEqualTo("Best validation loss: 0.07125 in epoch 1,200");
    }
}
