package io.jenkins.trainmodel.trainer.learner.module;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.RandomUtils;
import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceException;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount;
import io.jenkins.trainmodel.trainer.network.script.ScriptArchive;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A TorchScript module loaded into the engine, and the ways to call its methods: with gradients, or in libtorch's
 * inference mode. Whatever is made inside a call is freed by closing the call's manager.
 */
public final class ScriptEngine implements AutoCloseable {
    /** DJL takes the method's name from an array of such a name. */
    private static final String METHOD = "module_method:";

    private final DeviceFailure failure;
    private final PtNDManager manager;
    private final PtSymbolBlock module;
    private final NDArray backward;
    private final Map<String, NDArray> methods = new HashMap<>();
    private Thread prepared;
    private boolean training;
    /** Whether the device computes nothing more in this process. */
    private boolean broken;

    private long reads;

    /** @param account what the training holds of the device's memory */
    public ScriptEngine(ScriptModule script, Device device, MemoryAccount account) {
        failure = new DeviceFailure(device, Optional.of(account));
        manager = (PtNDManager) NDManager.newBaseManager(device, "PyTorch");
        module = translated(() -> load(manager, script));
        JniUtils.enableInferenceMode(module);
        run("begin");
        backward = named("backward");
    }

    /** A module whose parameters can be trained. */
    public static PtSymbolBlock load(PtNDManager manager, ScriptModule script) {
        try {
            InMemory archive = new InMemory();
            ScriptArchive.write(script, "training", archive);
            // From a stream the parameters can be trained; from a path DJL loads them in inference mode.
            return JniUtils.loadModule(manager, archive.input(), true, false);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    public Device device() {
        return manager.getDevice();
    }

    /** That of all that it holds. */
    public PtNDManager manager() {
        return manager;
    }

    /** A manager whose closing frees the arrays made with it. */
    public PtNDManager scope() {
        return (PtNDManager) manager.newSubManager();
    }

    /** Elements of a direct buffer as an array in host memory, without a copy; it must not outlive what the buffer holds. */
    public static PtNDArray view(PtNDManager scope, ByteBuffer elements, Shape shape, DataType type) {
        return JniUtils.createNdFromByteBuffer(scope, elements, shape, type, SparseFormat.DENSE, Device.cpu());
    }

    /** The way between its tensors and host memory. */
    public HostTransfer host() {
        return new HostTransfer(this);
    }

    /** The module as a language model that text is written with. */
    public KeyValueCache cache() {
        return new KeyValueCache(manager, module, this::call);
    }

    /** Seeds the engine's generators, which dropout draws from, and that of DJL's own code, from which blocks may. */
    public void seed(long seed) {
        JniUtils.setSeed(seed);
        RandomUtils.RANDOM.setSeed(seed);
    }

    /** Another method than {@code forward}, with gradients. */
    public NDArray withGradients(String method, NDArray... arguments) {
        NDArray[] named = Arrays.copyOf(arguments, arguments.length + 1);
        named[arguments.length] = methods.computeIfAbsent(method, this::named);
        return forward(named);
    }

    private NDArray named(String method) {
        NDArray array = manager.create(0f);
        array.setName(METHOD + method);
        return array;
    }

    /** The method {@code forward}, with gradients. */
    public NDArray forward(NDArray... arguments) {
        prepareThread();
        train(true);
        return translated(
                () -> IValueUtils.forward(module, new NDList(arguments), true).get(0));
    }

    /** The method {@code backward}, and what it gives; closed with the manager of the loss. */
    public NDList backward(NDArray loss) {
        return translated(() -> IValueUtils.forward(module, new NDList(loss, backward), true));
    }

    /** Whether dropout drops and batch normalisation takes the batch's statistics. */
    public void train(boolean value) {
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

    /** A method in libtorch's inference mode, which neither builds nor follows a graph. */
    public IValue call(String method, IValue... arguments) {
        prepareThread();
        return translated(() -> IValueUtils.runMethod(module, method, arguments));
    }

    /** Runs a call, and says what failed on the device in words of the trainer. */
    public <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (EngineException thrown) {
            throw told(thrown);
        }
    }

    /**
     * Runs a call that gives host memory what the device has. Here the host waits for the device, so here it hears of what failed there,
     * and here it is counted: between two readings of a training nothing is read.
     */
    public <T> T read(Supplier<T> call) {
        reads++;
        return translated(call);
    }

    /** How often something was read. */
    public long reads() {
        return reads;
    }

    /** The same of what was caught elsewhere. */
    public RuntimeException told(EngineException thrown) {
        RuntimeException told = failure.told(thrown);
        broken |= told instanceof DeviceException device && device.failed().kind() != FailedDevice.Kind.OUT_OF_MEMORY;
        return told;
    }

    /** A method whose result is not needed. */
    public void run(String method, IValue... arguments) {
        call(method, arguments).close();
    }

    public void run(String method, NDArray x, NDArray targets) {
        try (IValue first = IValue.from((PtNDArray) x);
                IValue second = IValue.from((PtNDArray) targets)) {
            run(method, first, second);
        }
    }

    /** The shape of what a method gives for a batch. */
    public List<Long> shape(String method, NDArray x) {
        try (IValue input = IValue.from((PtNDArray) x);
                IValue value = call(method, input);
                NDArray array = value.toTensor(manager)) {
            return Arrays.stream(array.getShape().getShape()).boxed().toList();
        }
    }

    public void run(String method, double first, double second) {
        try (IValue one = IValue.from(first);
                IValue other = IValue.from(second)) {
            run(method, one, other);
        }
    }

    /** The vector that a method gives, in host memory. */
    public double[] vector(String method, IValue... arguments) {
        try (IValue value = call(method, arguments);
                NDArray array = value.toTensor(manager)) {
            return read(array::toDoubleArray);
        }
    }

    /** Gradient mode and the graph optimizer are settings of a thread. With the optimizer, training after evaluating would fail. */
    private void prepareThread() {
        if (prepared != Thread.currentThread()) {
            JniUtils.setGradMode(true);
            JniUtils.setGraphExecutorOptimize(false);
            prepared = Thread.currentThread();
        }
    }

    /** Written bytes that can be read without a copy. */
    private static final class InMemory extends ByteArrayOutputStream {
        InputStream input() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }

    /** What is freed on a broken device may end the process before it has said how the run ends; all goes with the process. */
    @Override
    public void close() {
        if (!broken) {
            module.close();
            manager.close();
        }
    }
}
