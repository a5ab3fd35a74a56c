package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.module.CopiedTensors;
import io.jenkins.trainmodel.trainer.learner.module.ModuleTensors;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import io.jenkins.trainmodel.trainer.learner.module.TensorShape;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.Initializer;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleTensorsTest {
    private static final Architecture NETWORK = Networks.WITH_BUFFERS;

    private static final List<NamedTensor> VALUES = new Initializer(42).initialize(NETWORK.tensors());

    private static ScriptEngine engine() {
        Device device = TestEngine.load().device();
        LearnerSettings settings = Specs.measuring().classifier(NETWORK);
        MemoryAccount account = LearnerDescriptions.of(
                        settings, FusedOptimizer.of(settings.learning().optimizer()), device)
                .account(settings.learning());
        return new ScriptEngine(new TrainingScript(settings, device).module(), device, account);
    }

    private static ModuleTensors tensors(ScriptEngine engine) {
        return new ModuleTensors(
                engine,
                "tensor",
                NETWORK.tensors().stream()
                        .map(tensor -> new TensorShape(tensor.name(), tensor.type(), tensor.shape()))
                        .toList());
    }

    private static TensorPieces pieces(int bytes) {
        return new TensorPieces(ByteBuffer.allocateDirect(bytes));
    }

    private static void assertEqual(List<NamedTensor> actual, List<NamedTensor> expected) throws IOException {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(pieces(24).isEqual(actual.get(i), expected.get(i)))
                    .as(expected.get(i).name())
                    .isTrue();
        }
    }

    /** Tensors of many pieces stand for those of gigabytes. */
    @Test
    void shouldTakeAndGiveTensorsInPiecesOfAnySize() throws IOException {
        try (ScriptEngine engine = engine()) {
            ModuleTensors tensors = tensors(engine);

            tensors.take(VALUES, pieces(8));

            assertEqual(tensors.live(), VALUES);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldFindTheTensorsThatAreNotFinite(float value) throws IOException {
        try (ScriptEngine engine = engine()) {
            ModuleTensors tensors = tensors(engine);
            tensors.take(VALUES, pieces(8));
            assertThat(tensors.notFinite()).isEmpty();

            List<NamedTensor> broken = new ArrayList<>(VALUES);
            NamedTensor last = VALUES.get(1);
            float[] elements = Tensors.values(last);
            elements[elements.length - 1] = value;
            broken.set(1, HostTensor.of(last.name(), last.shape(), elements));
            tensors.take(broken, pieces(8));

            assertThat(tensors.notFinite()).extracting(NamedTensor::name).containsExactly(last.name());
        }
    }

    @Test
    void shouldCopyWhatNoBufferHolds() throws IOException {
        try (ScriptEngine engine = engine();
                CopiedTensors copies = new CopiedTensors(engine, 16)) {
            ModuleTensors tensors = tensors(engine);
            tensors.take(VALUES, pieces(8));

            assertEqual(copies.of(tensors), VALUES);
        }
    }

    @Test
    void shouldKeepACopyWhenItsModuleHasGone() throws IOException {
        CopiedTensors copies;
        List<NamedTensor> kept;
        try (ScriptEngine engine = engine()) {
            ModuleTensors tensors = tensors(engine);
            tensors.take(VALUES, pieces(8));
            copies = new CopiedTensors(engine);
            kept = copies.of(tensors);
            tensors.take(new Initializer(43).initialize(NETWORK.tensors()), pieces(8));
        }

        assertEqual(kept, VALUES);
        copies.close();
        assertThatThrownBy(() -> kept.get(0).data()).hasMessage("the copy of 0.weight is gone");
    }
}
