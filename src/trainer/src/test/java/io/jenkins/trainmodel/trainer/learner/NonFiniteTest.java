package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.NonFiniteTensorException;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once loss or gradient is not finite, everything stays as it was before that step; and what is not finite all the same is told. */
class NonFiniteTest {
    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private static Learner learner() {
        return Learners.create(Specs.measuring("accuracy").classifier(Networks.WITH_BUFFERS), device);
    }

    private static Batch good(int number) {
        return Batches.classes(number, 4, 9, 2);
    }

    private static Batch bad(float value) {
        float[] features = new float[4 * 9];
        Arrays.fill(features, 1);
        features[11] = value;
        return Batches.classes(features, 0, 1, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void shouldKeepParametersBuffersAndOptimizer(float value) {
        try (Learner learner = learner();
                Learner stopped = learner()) {
            learner.train(good(1), 1, 0.1, true, 1);
            learner.train(good(2), 2, 0.1, true, 1);
            stopped.train(good(1), 1, 0.1, true, 1);
            stopped.train(good(2), 2, 0.1, true, 1);

            learner.train(bad(value), 3, 0.1, false, 2);
            learner.train(good(4), 3, 0.1, true, 2);
            learner.train(good(5), 4, 0.1, true, 1);

            assertThat(Tensors.flat(learner.parameters())).isEqualTo(Tensors.flat(stopped.parameters()));
            assertThat(Tensors.values(learner.optimizerState(), "4.weight.exp_avg"))
                    .isEqualTo(Tensors.values(stopped.optimizerState(), "4.weight.exp_avg"));
            assertThat(Tensors.values(learner.optimizerState(), "step")).containsExactly(2);
            assertThat(learner.read().nonFiniteStep()).hasValue(3);
            assertThat(stopped.read().nonFiniteStep()).isEmpty();
        }
    }

    @Test
    void shouldRememberTheStepOverEpochsAndAResume() {
        try (Learner learner = learner();
                Learner resumed = learner()) {
            learner.beginEpoch();
            learner.train(good(1), 1, 0.1, true, 1);
            learner.train(bad(Float.NaN), 2, 0.1, true, 1);
            learner.beginEpoch();
            learner.train(good(3), 3, 0.1, true, 1);
            List<NamedTensor> parameters = Tensors.copies(learner.parameters());

            resumed.restoreParameters(parameters);
            resumed.restoreOptimizerState(learner.optimizerState());
            resumed.train(good(4), 4, 0.1, true, 1);

            Reading reading = resumed.read();
            assertThat(reading.nonFiniteStep()).hasValue(2);
            assertThat(reading.epochMetrics().get("loss")).isFinite();
            assertThat(Tensors.flat(resumed.parameters())).isEqualTo(Tensors.flat(parameters));
        }
    }

    @Test
    void shouldShowTheLossThatWasNotFinite() {
        try (Learner learner = learner()) {
            learner.train(bad(Float.NaN), 1, 0.1, true, 1);

            assertThat(learner.read().epochMetrics().get("loss")).isNaN();
        }
    }

    @Test
    void shouldTellWhatIsNotFiniteOfAllThatIsComputedWith() throws IOException {
        try (Learner learner = learner()) {
            learner.train(good(1), 1, 0.1, true, 1);
            learner.read();
            learner.requireFinite();
            List<NamedTensor> state = Tensors.copies(learner.optimizerState());

            learner.restoreOptimizerState(with(state, tensor -> tensor.name().startsWith("epoch.loss")));
            learner.requireFinite();

            learner.restoreOptimizerState(with(state, tensor -> tensor.name().equals("4.weight.exp_avg_sq")));
            assertThatExceptionOfType(NonFiniteTensorException.class)
                    .isThrownBy(learner::requireFinite)
                    .withMessageContaining("4.weight.exp_avg_sq");

            learner.restoreOptimizerState(state);
            learner.requireFinite();
            learner.restoreParameters(with(
                    Tensors.copies(learner.parameters()),
                    tensor -> tensor.name().endsWith("bias")));
            assertThatExceptionOfType(NonFiniteTensorException.class)
                    .isThrownBy(learner::requireFinite)
                    .withMessageContaining("bias");
        }
    }

    /** Tensors of which one, the first that is chosen, begins with what is no number. */
    private static List<NamedTensor> with(List<NamedTensor> tensors, Predicate<NamedTensor> chosen) {
        NamedTensor tensor = tensors.stream().filter(chosen).findFirst().orElseThrow();
        ByteBuffer data = ByteBuffer.allocate((int) tensor.byteSize())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(tensor.data())
                .flip();
        if (tensor.type() == TensorType.F64) {
            data.putDouble(0, Double.NaN);
        } else {
            data.putFloat(0, Float.NaN);
        }
        List<NamedTensor> all = new ArrayList<>(tensors);
        all.set(tensors.indexOf(tensor), new HostTensor(tensor.name(), tensor.type(), tensor.shape(), data));
        return all;
    }
}
