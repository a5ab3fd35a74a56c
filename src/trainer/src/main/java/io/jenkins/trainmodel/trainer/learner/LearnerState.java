package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.network.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Copies a learner's tensors out of the engine and into it again. */
final class LearnerState {
    /** What Java knows of the epoch: the sums at the last reading, then the number of the last step. */
    private static final String LAST_READING = "epoch.lastReading";

    private final ScriptEngine engine;
    private final List<TensorShape> parameters;
    private final List<TensorShape> state;
    private final EpochSums sums;

    LearnerState(ScriptEngine engine, List<TensorSpec> parameters, List<TensorShape> state, EpochSums sums) {
        this.engine = engine;
        this.parameters = parameters.stream()
                .map(tensor -> new TensorShape(tensor.name(), tensor.type(), tensor.shape()))
                .toList();
        this.state = state;
        this.sums = sums;
    }

    List<NamedTensor> parameters() {
        return tensors("tensors", parameters);
    }

    List<NamedTensor> optimizerState() {
        List<NamedTensor> tensors = new ArrayList<>(tensors("state", state));
        tensors.add(HostTensor.vector(LAST_READING, sums.saved()));
        return tensors;
    }

    private List<NamedTensor> tensors(String method, List<TensorShape> shapes) {
        List<ByteBuffer> elements = engine.tensors(method);
        return IntStream.range(0, shapes.size())
                .mapToObj(i -> shapes.get(i).with(elements.get(i)))
                .toList();
    }

    void restoreParameters(List<NamedTensor> tensors) {
        engine.give("take_tensors", fitting(parameters, byName(tensors), tensors.size()));
    }

    void restoreOptimizerState(List<NamedTensor> tensors) {
        Map<String, NamedTensor> byName = byName(tensors);
        List<NamedTensor> fitting = fitting(state, byName, tensors.size() - 1);
        double[] saved = doubles(
                new TensorShape(LAST_READING, io.jenkins.trainmodel.trainer.tensor.TensorType.F64, List.of((long)
                                sums.saved().length))
                        .find(byName));
        engine.give("take_state", fitting);
        sums.restore(saved);
    }

    private static List<NamedTensor> fitting(List<TensorShape> shapes, Map<String, NamedTensor> byName, int given) {
        List<NamedTensor> fitting =
                shapes.stream().map(shape -> shape.find(byName)).toList();
        if (given != shapes.size()) {
            throw new IllegalArgumentException("the checkpoint holds " + given + " tensors where " + shapes.size()
                    + " are needed; it belongs to another network or optimizer");
        }
        return fitting;
    }

    private static Map<String, NamedTensor> byName(List<NamedTensor> tensors) {
        return tensors.stream().collect(Collectors.toMap(NamedTensor::name, Function.identity()));
    }

    private static double[] doubles(NamedTensor tensor) {
        DoubleBuffer buffer = tensor.data().asDoubleBuffer();
        double[] values = new double[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
