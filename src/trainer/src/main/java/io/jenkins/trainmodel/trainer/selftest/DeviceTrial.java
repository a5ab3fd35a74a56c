package io.jenkins.trainmodel.trainer.selftest;

import ai.djl.Device;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of ten steps on a device.
 *
 * @param device for people, such as {@code cpu} or {@code gpu2 (NVIDIA L4)}
 * @param millisecondsPerStep the mean of the steps behind the first one, which also compiles
 * @param apart how far parameters are from those of the same steps on the CPU, as a share of their length; empty on the CPU
 */
public record DeviceTrial(String device, double millisecondsPerStep, OptionalDouble apart) {
    /**
     * Sums in another order change the last of the 24 bits of float32, and a wrong operation changes far more. The bound has not been
     * tried on a GPU: docs/benchmarks.md has what was seen there after 100 steps.
     */
    private static final double CLOSE = 1e-3;

    /** Trains on the device, and on the CPU beside it where that is another one. */
    public static DeviceTrial of(DeviceSpec wanted, RunListener listener) throws IOException, SpecException {
        Path folder = Files.createTempDirectory("train-model-trial");
        try {
            TrainingSpec spec = TrialData.write(folder);
            Inputs inputs = Inputs.load(spec, wanted, Optional.empty(), listener);
            Device device = inputs.engine().device();
            Trained there = trained(spec, inputs, device);
            OptionalDouble apart = device.isGpu()
                    ? OptionalDouble.of(distance(
                            there.parameters(),
                            trained(spec, inputs, Device.cpu()).parameters()))
                    : OptionalDouble.empty();
            return new DeviceTrial(inputs.engine().description().get("device"), there.millisecondsPerStep(), apart);
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    /** Whether it computes what the CPU does, as far as float32 says. */
    public boolean agrees() {
        return apart.isEmpty() || apart.getAsDouble() < CLOSE;
    }

    private record Trained(double millisecondsPerStep, float[] parameters) {}

    private static Trained trained(TrainingSpec spec, Inputs inputs, Device device) {
        double learningRate = spec.training().optimizer().learningRate();
        try (Learner learner = Learners.create(spec, inputs.data(), device);
                BatchLoader batches = BatchLoader.inSequence(inputs.data().train(), TrialData.BATCH_SIZE)) {
            learner.beginEpoch();
            long begun = 0;
            for (int step = 1; step <= TrialData.STEPS; step++) {
                try (Batch batch = batches.next()) {
                    learner.train(batch, step, learningRate, true, 1);
                }
                if (step == 1) {
                    learner.read();
                    begun = System.nanoTime();
                }
            }
            learner.read();
            double milliseconds = (System.nanoTime() - begun) / 1e6 / (TrialData.STEPS - 1);
            return new Trained(milliseconds, values(learner.parameters()));
        }
    }

    /** All that are of type float32, in one vector. */
    private static float[] values(List<NamedTensor> tensors) {
        List<ByteBuffer> parts = tensors.stream()
                .map(NamedTensor::data)
                .filter(data -> data.remaining() % Float.BYTES == 0)
                .toList();
        float[] values =
                new float[parts.stream().mapToInt(ByteBuffer::remaining).sum() / Float.BYTES];
        int at = 0;
        for (ByteBuffer part : parts) {
            int count = part.remaining() / Float.BYTES;
            part.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, at, count);
            at += count;
        }
        return values;
    }

    static double distance(float[] found, float[] expected) {
        double apart = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            apart += Math.pow(found[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return Math.sqrt(apart / length);
    }
}
