package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static TrainingSpec spec(String device) throws Exception {
        return SpecReader.withoutFiles().read("train.yaml", """
                        data: {type: csv, path: data.csv, label: label}
                        model: mlp
                        training: {batchSize: 30}
                        stopWhen: [{maxEpochs: 1}]
                        device: %s
                        """.formatted(device), Path.of("/project"), List.of());
    }

    @Test
    void shouldTryNoMoreAtOnceThanOneOfSeveralGpusWillTake() throws Exception {
        assertThat(Sharing.alone(spec("{gpus: 4}"), Device.gpu(0)).most()).isEqualTo(8);
        assertThat(Sharing.alone(spec("gpu"), Device.gpu(0))).isEqualTo(Sharing.NOTHING);
        assertThat(Sharing.alone(spec("{type: cpu, replicas: 2}"), Device.cpu()))
                .isEqualTo(Sharing.NOTHING);
    }
}
