package io.jenkins.trainmodel.trainer.learner.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.DescribedTensor;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A block that computes with tensors that another one keeps: the script that trains them. Used by one thread. */
public final class RunningBlock implements AutoCloseable {
    private static final int MOST_NAMED = 8;
    private static final NDIndex EVERYTHING = new NDIndex("...");

    private final LoadedBlock loaded;
    private final BlockTensors tensors;
    private final Shape outputs;
    /** What of it is neither trained nor may change, such as frozen statistics. */
    private final List<NDArray> still = new ArrayList<>();
    /** The values of these before the batch under way. Lifetime: the batch. */
    private final List<NDArray> before = new ArrayList<>();

    private Optional<HeldMemory> memory = Optional.empty();

    private RunningBlock(LoadedBlock loaded, BlockTensors tensors, int outputs) {
        this.loaded = loaded;
        this.tensors = tensors;
        this.outputs = new Shape(outputs);
    }

    /**
     * Loads the block of a network and lets it draw its first values.
     *
     * @throws NetworkException if its parameters are not those that are described
     */
    public static RunningBlock open(Architecture network, OwnBlock described, long seed) {
        LoadedBlock loaded = BlockLoader.find().load(described.code(), network.sampleShape(), network.outputs());
        try {
            BlockTensors tensors = BlockTensors.initialize(loaded, network.sampleShape(), seed);
            requireSame(described, tensors.described());
            return new RunningBlock(loaded, tensors, network.outputs());
        } catch (RuntimeException | Error failure) {
            loaded.close();
            throw failure;
        }
    }

    private static void requireSame(OwnBlock described, List<DescribedTensor> found) {
        if (!described.described().equals(found)) {
            throw new NetworkException("the network " + described.part() + " of the class " + described.type()
                    + " has other parameters than the model: " + names(found) + " instead of "
                    + names(described.described()) + "; its class or its options are others than those of the model");
        }
    }

    private static String names(List<DescribedTensor> tensors) {
        return tensors.stream()
                .limit(MOST_NAMED)
                .map(tensor -> tensor.name() + " " + tensor.shape())
                .collect(Collectors.joining(", ", "", tensors.size() > MOST_NAMED ? ", …" : ""));
    }

    /** The first values of its parameters. */
    public List<NamedTensor> firstValues() {
        return tensors.values();
    }

    /**
     * Computes with these from here on.
     *
     * @param arrays of its parameters, in their order, which stay another one's
     * @param frozen names of those that stay as they are
     * @param memory of the process, which lets statistics stand still until this is closed
     */
    public void use(List<PtNDArray> arrays, Set<String> frozen, HeldMemory memory) {
        for (int place = 0; place < arrays.size(); place++) {
            Parameter parameter = tensors.parameters().get(place);
            PtNDArray array = arrays.get(place);
            if (frozen.contains(tensors.values().get(place).name())) {
                if (!parameter.requiresGradient()) {
                    still.add(array);
                }
                parameter.freeze(true);
            }
            // a parameter with a shape takes an array from its initializer alone
            parameter.setInitializer((manager, shape, type) -> array);
            parameter.initialize(array.getManager(), DataType.FLOAT32);
        }
        memory.keepStill(still);
        this.memory = Optional.of(memory);
    }

    /**
     * The outputs of a batch in training, from which the way back can begin.
     *
     * @param scope what the block makes is freed with it
     */
    public NDArray learn(PtNDManager scope, NDArray x) {
        before.clear();
        still.forEach(array -> {
            NDArray copy = array.duplicate();
            copy.attach(scope);
            before.add(copy);
        });
        return forward(scope, x, true);
    }

    /**
     * Whatever its code has done to what may not change, that is as it was before the batch; to be called behind the way back,
     * which may need it as it was used.
     */
    public void putBack() {
        for (int place = 0; place < before.size(); place++) {
            still.get(place).set(EVERYTHING, before.get(place));
        }
        before.clear();
    }

    /** The failure of a block from whose outputs there is no way back. */
    public RuntimeException underived() {
        return loaded.failure("it gives outputs that cannot be derived by any of its parameters: it uses none that is"
                + " trained, or what cuts the way back, as toType, toDevice, duplicate and stopGradient do");
    }

    /** The outputs of a batch as they are used: nothing is dropped, and nothing can be derived. */
    public NDArray outputs(PtNDManager scope, NDArray x) {
        JniUtils.setGradMode(false);
        try {
            return forward(scope, x, false);
        } finally {
            JniUtils.setGradMode(true);
        }
    }

    private NDArray forward(PtNDManager scope, NDArray x, boolean training) {
        NDList given = loaded.call(
                "forward", () -> loaded.block().forward(new ParameterStore(scope, false), new NDList(x), training));
        if (given == null || given.size() != 1) {
            throw loaded.failure(
                    "it gives " + (given == null ? 0 : given.size()) + " arrays for a batch; one is needed");
        }
        NDArray array = given.get(0);
        Shape wanted = new Shape(x.getShape().get(0)).addAll(outputs);
        if (!array.getShape().equals(wanted) || array.getDataType() != DataType.FLOAT32) {
            throw loaded.failure("it gives the shape " + array.getShape() + " of the type " + array.getDataType()
                    + " for samples of the shape " + x.getShape() + "; " + wanted + " of the type float32 is needed");
        }
        return array;
    }

    @Override
    public void close() {
        memory.ifPresent(shared -> shared.letMove(still));
        loaded.close();
    }
}
