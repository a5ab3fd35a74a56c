package io.jenkins.trainmodel.trainer.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Steps with a loss that is told in Java: the network's outputs are read, and the derivative of the loss by them is given back to
 * the engine, which goes on from there. The host waits for the device once a batch.
 */
final class LossOutside implements BatchPass {
    static final String LEARN_FROM = "learn_from";
    static final String EVALUATE_WITH = "evaluate_with";

    private final ScriptEngine engine;
    private final NetworkPass network;
    private final SampleLoss loss;
    private final ByteBuffer mean = ByteBuffer.allocateDirect(Double.BYTES).order(ByteOrder.nativeOrder());
    /** The engine reads it until the way back is done. */
    private ByteBuffer gradient = ByteBuffer.allocateDirect(0);

    LossOutside(ScriptEngine engine, NetworkPass network, SampleLoss loss) {
        this.engine = engine;
        this.network = network;
        this.loss = loss;
    }

    @Override
    public NDArray forward(PtNDManager scope, NDArray x, NDArray targets, Batch batch, Optional<PtNDArray> share) {
        NDArray outputs = network.learn(scope, x, share);
        float[] said = engine.read(outputs::toFloatArray);
        double[] losses = new double[batch.size()];
        float[] derivatives = new float[said.length];
        loss.of(said, batch, losses, derivatives);
        PtNDArray slope =
                ScriptEngine.view(scope, ofMean(derivatives, batch.size()), outputs.getShape(), DataType.FLOAT32);
        return engine.withGradients(LEARN_FROM, outputs, targets, slope, mean(scope, losses));
    }

    @Override
    public void evaluate(PtNDManager scope, PtNDArray x, PtNDArray targets, Batch batch) {
        NDArray outputs = network.outputs(scope, x);
        double[] losses = loss.of(engine.read(outputs::toFloatArray), batch);
        try (IValue said = IValue.from((PtNDArray) outputs);
                IValue wanted = IValue.from(targets);
                IValue value = IValue.from(mean(scope, losses))) {
            engine.run(EVALUATE_WITH, said, wanted, value);
        }
    }

    private PtNDArray mean(PtNDManager scope, double[] losses) {
        mean.putDouble(0, Arrays.stream(losses).sum() / losses.length);
        return ScriptEngine.view(scope, mean, new Shape(1), DataType.FLOAT64);
    }

    private ByteBuffer ofMean(float[] derivatives, int samples) {
        int bytes = derivatives.length * Float.BYTES;
        if (gradient.capacity() != bytes) {
            gradient = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        for (int place = 0; place < derivatives.length; place++) {
            gradient.putFloat(place * Float.BYTES, derivatives[place] / samples);
        }
        return gradient;
    }
}
