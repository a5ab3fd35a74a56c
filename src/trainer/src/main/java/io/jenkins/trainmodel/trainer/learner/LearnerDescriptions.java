package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.Cost;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import java.util.List;
import java.util.stream.Stream;

/** Counts what a learner will hold and compute. */
final class LearnerDescriptions {
    private LearnerDescriptions() {}

    static LearnerDescription of(LearnerSettings settings, FusedOptimizer optimizer, Device device) {
        Architecture architecture = settings.architecture();
        List<TensorSpec> trained =
                settings.tensors().stream().filter(settings.trained()::holds).toList();
        long stateBytes = bytes(settings.trained().withState(architecture));
        Cost cost = architecture.cost();
        long checkpointed = architecture.checkpointedBytes();
        return new LearnerDescription(
                device.isGpu() ? "gpu" + device.getDeviceId() : "cpu",
                elements(architecture.tensors().stream().filter(TensorSpec::trainable)),
                elements(trained.stream()),
                cost.flop(),
                passes(settings) * cost.flop(),
                bytes(settings.tensors()),
                bytes(trained),
                stateBytes * optimizer.states().size(),
                settings.learning().activationCheckpointing() ? checkpointed : cost.savedBytes(),
                checkpointed,
                batchBytes(architecture));
    }

    /**
     * Forward, and twice as much backward: once for what came in, once for the weights. Where adapters are trained the second
     * half is theirs alone, which is little.
     */
    private static int passes(LearnerSettings settings) {
        return settings.trained().adapters().isEmpty() ? 3 : 2;
    }

    private static long elements(Stream<TensorSpec> tensors) {
        return tensors.mapToLong(TensorSpec::elements).sum();
    }

    /** Features are numbers of four bytes, and labels of eight at most; a language model has as many labels as tokens. */
    private static long batchBytes(Architecture architecture) {
        long features = architecture.sampleShape().stream()
                .mapToLong(Integer::longValue)
                .reduce(1, Math::multiplyExact);
        long labels = architecture.network().contains(LanguageModel.class) ? features : 1;
        return Float.BYTES * features + Long.BYTES * labels;
    }

    private static long bytes(List<TensorSpec> tensors) {
        return tensors.stream().mapToLong(TensorSpec::bytes).sum();
    }
}
