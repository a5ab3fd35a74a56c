package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.own.Metric;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What metrics of users' own are shown, and what becomes of those that ask for more. */
class BatchPredictionsTest {
    private static final int SAMPLES = 2;

    @TempDir
    private Path folder;

    private static BatchPredictions predictions(Task task) {
        DataSignature signature = new DataSignature(List.of(), List.of(), new LabelScaling(10, 4), "");
        ByteBuffer labels = ByteBuffer.allocateDirect(SAMPLES * Long.BYTES).order(ByteOrder.nativeOrder());
        Batch batch = new Batch(ByteBuffer.allocateDirect(0), labels, SAMPLES, () -> {});
        return new BatchPredictions(signature, task, batch, new float[] {1, 2, 3, 4, 5, 6});
    }

    @Test
    void shouldShowEverySample() {
        assertThat(predictions(Task.CLASSIFICATION).output(1)).containsExactly(4, 5, 6);
    }

    /** The range behind the last sample is no range of zeros. */
    @ParameterizedTest
    @CsvSource({
        "output, CLASSIFICATION, 2",
        "output, CLASSIFICATION, -1",
        "output, REGRESSION, 2",
        "label, CLASSIFICATION, 2",
        "label, CLASSIFICATION, -1",
        "target, REGRESSION, 2",
        "target, REGRESSION, -1"
    })
    void shouldBlameAMetricThatAsksForASampleThatIsNotThere(String method, Task task, int sample) throws Exception {
        Path jar = UserJars.of(folder.resolve("mine.jar"), Metric.class, """
                public String name() { return "mine"; }
                public void begin() {}
                public double value() { return 0; }
                public void add(Predictions predictions) {
                    predictions.METHOD(SAMPLE);
                }
                """.replace("METHOD", method)
                .replace("SAMPLE", String.valueOf(sample)));
        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            Guard<Metric> metric = parts.create(PartKind.METRIC, new PartSpec("mine", Map.of()));

            assertThatThrownBy(() -> metric.run("add", mine -> mine.add(predictions(task))))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageContaining("the metric mine")
                    .hasMessageContaining("user.Mine.add (Mine.java:")
                    .hasMessageContaining("Index " + sample + " out of bounds for length 2");
        }
    }
}
