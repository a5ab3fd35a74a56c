package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.Initializer;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleTensorsTest {
    private static final Architecture NETWORK = Networks.WITH_BUFFERS;

    /** Tensors of thousands of pieces stand for those of gigabytes. */
    @Test
    void shouldTakeAndGiveTensorsInPiecesOfAnySize() throws IOException {
        Device device = TestEngine.load().device();
        LearnerSettings settings = Specs.measuring().classifier(NETWORK);
        List<TensorShape> shapes = NETWORK.tensors().stream()
                .map(tensor -> new TensorShape(tensor.name(), tensor.type(), tensor.shape()))
                .toList();
        List<NamedTensor> values = new Initializer(42).initialize(NETWORK.tensors());
        try (ScriptEngine engine = new ScriptEngine(
                new TrainingScript(settings, device).module(),
                device,
                LearnerDescriptions.of(
                                settings, FusedOptimizer.of(settings.learning().optimizer()), device)
                        .account(settings.learning()))) {
            ModuleTensors tensors = new ModuleTensors(engine, "tensor", shapes);

            tensors.take(values, new TensorPieces(ByteBuffer.allocateDirect(8)));

            TensorPieces pieces = new TensorPieces(ByteBuffer.allocate(24));
            List<NamedTensor> live = tensors.live();
            for (int i = 0; i < values.size(); i++) {
                assertThat(pieces.isEqual(live.get(i), values.get(i)))
                        .as(values.get(i).name())
                        .isTrue();
            }
        }
    }
}
