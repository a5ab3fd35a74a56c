package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.jenkins.trainmodel.trainer.network.script.ScriptArchive;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A TorchScript module loaded into the engine, and the ways to call its methods: with gradients, or in libtorch's
 * inference mode. Whatever is made inside a call is freed by closing the call's manager.
 */
final class ScriptEngine implements AutoCloseable {
    /** DJL takes the method's name from an array of such a name. */
    private static final String METHOD = "module_method:";

    private static final Map<io.jenkins.trainmodel.trainer.tensor.TensorType, DataType> TYPES = Map.of(
            io.jenkins.trainmodel.trainer.tensor.TensorType.F32, DataType.FLOAT32,
            io.jenkins.trainmodel.trainer.tensor.TensorType.F64, DataType.FLOAT64);

    private final PtNDManager manager;
    private final PtSymbolBlock module;
    private final NDArray backward;
    private Thread prepared;
    private boolean training;

    ScriptEngine(ScriptModule script, Device device) {
        manager = (PtNDManager) NDManager.newBaseManager(device, "PyTorch");
        prepareThread();
        module = load(script);
        JniUtils.enableInferenceMode(module);
        backward = manager.create(0f);
        backward.setName(METHOD + "backward");
    }

    private PtSymbolBlock load(ScriptModule script) {
        try {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            ScriptArchive.write(script, "training", archive);
            // From a stream the parameters can be trained; from a path DJL loads them in inference mode.
            return JniUtils.loadModule(manager, new ByteArrayInputStream(archive.toByteArray()), true, false);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    Device device() {
        return manager.getDevice();
    }

    /** A manager whose closing frees the arrays made with it. */
    PtNDManager scope() {
        return (PtNDManager) manager.newSubManager();
    }

    /** Seeds the engine's generators, which dropout draws from. */
    void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    /** The method {@code forward}, with gradients. */
    NDArray forward(NDArray x, NDArray targets) {
        prepareThread();
        train(true);
        return IValueUtils.forward(module, new NDList(x, targets), true).get(0);
    }

    /** The method {@code backward}. */
    void backward(NDArray loss) {
        IValueUtils.forward(module, new NDList(loss, backward), true);
    }

    /** Whether dropout drops and batch normalisation takes the batch's statistics. */
    void train(boolean value) {
        if (training == value) {
            return;
        }
        if (value) {
            JniUtils.enableTrainingMode(module);
        } else {
            JniUtils.enableInferenceMode(module);
        }
        training = value;
    }

    /** A method that gives nothing, in inference mode. */
    void run(String method, IValue... arguments) {
        IValueUtils.runMethod(module, method, arguments).close();
    }

    void run(String method, NDArray... arguments) {
        prepareThread();
        IValue[] values = new IValue[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = IValue.from((PtNDArray) arguments[i]);
        }
        run(method, values);
        close(values);
    }

    void run(String method, double... arguments) {
        IValue[] values = new IValue[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = IValue.from(arguments[i]);
        }
        run(method, values);
        close(values);
    }

    /** The vector that a method gives, in host memory. */
    double[] vector(String method) {
        try (IValue value = IValueUtils.runMethod(module, method);
                NDArray array = value.toTensor(manager)) {
            return array.toDoubleArray();
        }
    }

    /** Copies of the tensors that a method gives, in host memory. */
    List<ByteBuffer> tensors(String method) {
        try (PtNDManager scope = scope();
                IValue value = IValueUtils.runMethod(module, method)) {
            return java.util.Arrays.stream(value.toTensorArray(scope))
                    .map(NDArray::toByteBuffer)
                    .toList();
        }
    }

    /** Gives tensors to a method that copies them. */
    void give(String method, List<NamedTensor> tensors) {
        try (PtNDManager scope = scope()) {
            PtNDArray[] arrays =
                    tensors.stream().map(tensor -> array(scope, tensor)).toArray(PtNDArray[]::new);
            try (IValue list = IValue.listFrom(arrays)) {
                run(method, list);
            }
        }
    }

    private static PtNDArray array(PtNDManager scope, NamedTensor tensor) {
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        return scope.create(tensor.data(), new Shape(shape), TYPES.get(tensor.type()));
    }

    private static void close(IValue... values) {
        for (IValue value : values) {
            value.close();
        }
    }

    /** Gradient mode and the graph optimizer are settings of a thread: see the engine's facts in the documentation. */
    private void prepareThread() {
        if (prepared != Thread.currentThread()) {
            JniUtils.setGradMode(true);
            JniUtils.setGraphExecutorOptimize(false);
            prepared = Thread.currentThread();
        }
    }

    @Override
    public void close() {
        module.close();
        manager.close();
    }
}
