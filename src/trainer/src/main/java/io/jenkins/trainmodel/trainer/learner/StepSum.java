package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.jenkins.trainmodel.trainer.collective.Collective;
import io.jenkins.trainmodel.trainer.collective.DeviceSum;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Adds up over all replicas what they have learned in a step, each from its share of the batches: the gradients, and what is
 * measured. So the update that follows is the same in all of them to the bit, and so is what it finds out, such as that the loss is
 * not finite.
 */
final class StepSum {
    /** Elements that are passed at once: a buffer holds 2 GiB. */
    private static final long MOST = 1 << 28;

    private final ScriptEngine engine;
    private final Collective collective;
    /** What was measured before the step, the same in all replicas. Lifetime: the step. */
    private double[] before = new double[0];

    StepSum(ScriptEngine engine, Collective collective) {
        this.engine = engine;
        this.collective = collective;
    }

    void begin() {
        before = engine.vector(StepSumMethods.READ_SUMS);
    }

    /** To be called before the update. */
    void complete() {
        sumMeasured();
        sumGradients();
    }

    private void sumMeasured() {
        double[] sums = engine.vector(StepSumMethods.READ_SUMS);
        Arrays.setAll(sums, place -> sums[place] - before[place]);
        collective.sum(sums);
        ByteBuffer bytes = ByteBuffer.allocateDirect(sums.length * Double.BYTES).order(ByteOrder.nativeOrder());
        for (int place = 0; place < sums.length; place++) {
            bytes.putDouble(place * Double.BYTES, before[place] + sums[place]);
        }
        try (PtNDManager scope = engine.scope();
                IValue values =
                        IValue.from(ScriptEngine.view(scope, bytes, new Shape(sums.length), DataType.FLOAT64))) {
            engine.run(StepSumMethods.TAKE_SUMS, values);
        }
    }

    private void sumGradients() {
        try (PtNDManager scope = engine.scope();
                IValue flat = engine.call(StepSumMethods.FLAT_GRADIENTS)) {
            PtNDArray gradients = flat.toTensor(scope);
            Optional<DeviceSum> device = collective.onDevice();
            if (device.isPresent()) {
                // All have come to the sums of what was measured, just before.
                device.get().sum(DeviceMemory.of(gradients), () -> await(gradients));
                take(gradients);
            } else {
                take(summedByHost(gradients));
            }
        }
    }

    /** Whoever reads a value waits until the device has done all before. */
    private void await(PtNDArray values) {
        engine.read(() -> values.get("0:1").toFloatArray());
    }

    private PtNDArray summedByHost(PtNDArray gradients) {
        PtNDArray values = engine.read(() -> gradients.toDevice(Device.cpu(), false));
        for (long first = 0; first < values.size(); first += MOST) {
            long count = Math.min(MOST, values.size() - first);
            ByteBuffer part = engine.host().view(values, first, count);
            collective.sum(part.order(ByteOrder.nativeOrder()).asFloatBuffer());
        }
        return values;
    }

    private void take(PtNDArray gradients) {
        try (IValue sums = IValue.from(gradients)) {
            engine.run(StepSumMethods.TAKE_GRADIENTS, sums);
        }
    }
}
