package io.jenkins.trainmodel.trainer.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    private static TrainingSpec spec(String device) throws Exception {
        return SpecReader.withoutFiles().read("train.yaml", """
                        data: {type: csv, path: data.csv, label: label}
                        model: {type: mlp, hidden: [4]}
                        training: {batchSize: 32}
                        stopWhen: [{maxEpochs: 3}]
                        device: %s
                        """.formatted(device), Path.of("/project"), List.of());
    }

    @Test
    void shouldTakeNoMoreAtOnceThanWhenThereWereMoreGpus() throws Exception {
        assertThat(Processes.most(spec("gpu"), 4, true)).isEqualTo(8);
        assertThat(Processes.most(spec("{gpus: 2}"), 3, true)).isEqualTo(11);
    }

    @Test
    void shouldTakeItsWholeShareOtherwise() throws Exception {
        assertThat(Processes.most(spec("{gpus: 3}"), 3, true)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Processes.most(spec("{gpus: 4}"), 3, true)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Processes.most(spec("cpu"), 4, false))
                .as("a CPU has the memory of all")
                .isEqualTo(Integer.MAX_VALUE);
    }
}
