package io.jenkins.trainmodel.trainer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A {@code model.onnx} as whoever uses it opens it: by ONNX Runtime alone. */
public final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    public OnnxSession(Path file) throws OrtException {
        session = environment.createSession(file.toString());
    }

    /** What it makes of numbers of this shape, the batch first. */
    public float[] output(float[] features, long... shape) throws OrtException {
        try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(features), shape)) {
            return output(x);
        }
    }

    /** What it makes of tokens. */
    public float[] output(long[] tokens, long... shape) throws OrtException {
        try (OnnxTensor x = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape)) {
            return output(x);
        }
    }

    private float[] output(OnnxTensor x) throws OrtException {
        try (OrtSession.Result result = session.run(Map.of("input", x))) {
            FloatBuffer values = ((OnnxTensor) result.get("output").orElseThrow()).getFloatBuffer();
            float[] output = new float[values.remaining()];
            values.get(output);
            return output;
        }
    }

    /** The axes of what it takes: the size of each, or its name. */
    List<String> inputAxes() throws OrtException {
        return axes((TensorInfo) session.getInputInfo().get("input").getInfo());
    }

    /** Likewise of what it gives. */
    List<String> outputAxes() throws OrtException {
        return axes((TensorInfo) session.getOutputInfo().get("output").getInfo());
    }

    private static List<String> axes(TensorInfo info) {
        String[] names = info.getDimensionNames();
        long[] sizes = info.getShape();
        String[] axes = new String[sizes.length];
        Arrays.setAll(axes, axis -> sizes[axis] < 0 ? names[axis] : String.valueOf(sizes[axis]));
        return List.of(axes);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
