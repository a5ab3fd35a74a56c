package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceSpecTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "auto, AUTO, ",
        "cpu, CPU, ",
        "gpu, GPU, ",
        "'gpu:0', GPU, 0",
        "'gpu:2', GPU, 2",
        "'{gpus: 1}', GPU, ",
        "'{gpus: 1, type: gpu}', GPU, ",
        "'{type: \"gpu:11\", waitForGpu: 30m}', GPU, 11",
        "'{threads: 2}', AUTO, "
    })
    void shouldReadWhatComputes(String written, DeviceSpec.Kind kind, Integer number) throws Exception {
        DeviceSpec device = read(written);

        assertThat(device.kind()).isEqualTo(kind);
        assertThat(device.gpu().number().orElse(null)).isEqualTo(number);
    }

    @Test
    void shouldWaitForAGpuAsLongAsIsSaid() throws Exception {
        assertThat(read("gpu").gpu().patience()).isEqualTo(Duration.ofMinutes(10));
        assertThat(read("{type: gpu, waitForGpu: 2h}").gpu().patience()).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource({"cpu, 1", "gpu, 1", "'{gpus: 1}', 1", "'{gpus: 4}', 4", "'{type: cpu, replicas: 3}', 3"})
    void shouldTrainInAProcessForEachGpu(String written, int processes) throws Exception {
        assertThat(read(written).replicaCount()).isEqualTo(processes);
    }

    @Test
    void shouldGiveEveryReplicaOneGpu() throws Exception {
        DeviceSpec one = read("{gpus: 4, waitForGpu: 2h}").ofReplica(3);

        assertThat(one.kind()).isEqualTo(DeviceSpec.Kind.GPU);
        assertThat(one.gpu().atLeastOne()).isOne();
        assertThat(one.replicaCount()).isOne();
        assertThat(one.threads()).contains(3);
    }

    @Test
    void shouldKnowTheWordsOfADevice() throws Exception {
        assertThat(DeviceSpec.named("gpu:2")).contains(read("gpu:2"));
        assertThat(DeviceSpec.named("auto")).contains(read("auto"));
        assertThat(DeviceSpec.named("CPU")).contains(read("cpu"));
        assertThat(DeviceSpec.named("gpu:x")).isEmpty();
        assertThat(DeviceSpec.named("cuda")).isEmpty();
    }

    private DeviceSpec read(String device) throws Exception {
        Files.writeString(directory.resolve("digits.csv"), "a,digit\n1,0\n");
        Path file = Files.writeString(directory.resolve("train.yaml"), """
                data: {type: csv, path: digits.csv, label: digit}
                model: mlp
                stopWhen: [{maxEpochs: 1}]
                device: %s
                """.formatted(device));
        return new SpecReader().read(file).device();
    }
}
