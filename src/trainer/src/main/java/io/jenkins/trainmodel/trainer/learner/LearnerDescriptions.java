package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.Cost;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import java.util.List;

/** Counts what a learner will hold and compute. */
final class LearnerDescriptions {
    private LearnerDescriptions() {}

    static LearnerDescription of(LearnerSettings settings, FusedOptimizer optimizer, Device device) {
        Architecture architecture = settings.architecture();
        List<TensorSpec> trainable =
                architecture.tensors().stream().filter(TensorSpec::trainable).toList();
        long gradientBytes = bytes(trainable);
        Cost cost = architecture.cost();
        long checkpointed = architecture.checkpointedBytes();
        return new LearnerDescription(
                device.isGpu() ? "gpu" + device.getDeviceId() : "cpu",
                trainable.stream().mapToLong(TensorSpec::elements).sum(),
                cost.flop(),
                bytes(architecture.tensors()),
                gradientBytes,
                gradientBytes * optimizer.states().size(),
                settings.learning().activationCheckpointing() ? checkpointed : cost.savedBytes(),
                checkpointed,
                batchBytes(architecture));
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
