package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

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
}
