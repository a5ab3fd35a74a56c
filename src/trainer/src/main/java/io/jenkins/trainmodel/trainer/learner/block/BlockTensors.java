package io.jenkins.trainmodel.trainer.learner.block;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Pair;
import ai.djl.util.RandomUtils;
import io.jenkins.trainmodel.trainer.network.layer.DescribedTensor;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The parameters of a block. One that stands at several places of it is one, by the name of the first.
 *
 * @param parameters without their arrays
 * @param values the first ones, in host memory, in the same order
 */
record BlockTensors(List<Parameter> parameters, List<NamedTensor> values) {

    /**
     * Lets a block draw its first values, on the CPU, so that they are the same on every device.
     *
     * @throws RuntimeException of users' own code, if it cannot be initialized, or has what cannot be trained here
     */
    static BlockTensors initialize(LoadedBlock loaded, List<Integer> sampleShape, long seed) {
        RandomUtils.RANDOM.setSeed(seed);
        JniUtils.setSeed(seed);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Shape sample = new Shape(
                    LongStream.concat(LongStream.of(1), sampleShape.stream().mapToLong(Integer::longValue))
                            .toArray());
            loaded.call("initialize", () -> {
                loaded.block().initialize(manager, DataType.FLOAT32, sample);
                return loaded;
            });
            return taken(loaded);
        }
    }

    private static BlockTensors taken(LoadedBlock loaded) {
        Map<Parameter, String> names = new IdentityHashMap<>();
        List<Parameter> parameters = new ArrayList<>();
        List<NamedTensor> values = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Pair<String, Parameter> named : loaded.block().getParameters()) {
            if (names.putIfAbsent(named.getValue(), named.getKey()) == null) {
                if (!seen.add(named.getKey())) {
                    throw loaded.failure("it has two parameters of the name " + named.getKey());
                }
                parameters.add(named.getValue());
                values.add(value(loaded, named.getKey(), named.getValue()));
            }
        }
        if (parameters.stream().noneMatch(Parameter::requiresGradient)) {
            throw loaded.failure("it has no parameter that could be trained");
        }
        return new BlockTensors(List.copyOf(parameters), List.copyOf(values));
    }

    /** A copy of its value, which is closed. */
    private static NamedTensor value(LoadedBlock loaded, String name, Parameter parameter) {
        NDArray array = parameter.getArray();
        if (!name.matches("[A-Za-z0-9_]{1,2000}")) {
            throw loaded.failure(
                    "it has a parameter of the name `" + name + "`; letters, digits and underscores are allowed");
        }
        if (array.getDataType() != DataType.FLOAT32) {
            throw loaded.failure("it has the parameter " + name + " of the type " + array.getDataType()
                    + "; float32 is what is trained here");
        }
        ByteBuffer elements =
                ByteBuffer.allocate(Math.toIntExact(array.size() * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        elements.asFloatBuffer().put(array.toFloatArray());
        List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
        parameter.close();
        return new HostTensor(name, TensorType.F32, shape, elements);
    }

    /** As networks are described. */
    List<DescribedTensor> described() {
        List<DescribedTensor> described = new ArrayList<>();
        for (int place = 0; place < values.size(); place++) {
            NamedTensor value = values.get(place);
            described.add(new DescribedTensor(
                    value.name(),
                    value.type(),
                    value.shape(),
                    parameters.get(place).requiresGradient()));
        }
        return described;
    }
}
