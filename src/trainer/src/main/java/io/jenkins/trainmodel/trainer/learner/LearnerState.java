package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.learner.module.CopiedTensors;
import io.jenkins.trainmodel.trainer.learner.module.ModuleTensors;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import io.jenkins.trainmodel.trainer.learner.module.TensorShape;
import io.jenkins.trainmodel.trainer.tensor.FiniteTensors;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Copies a learner's tensors out of the engine and into it again. */
final class LearnerState {
    private static final String EPOCH = "epoch.";

    /** What Java knows of the epoch: the sums at the last reading, then the number of the last step. */
    private static final String LAST_READING = "epoch.lastReading";

    /** The count of updates. */
    private static final String COUNT = "step";

    private final ScriptEngine engine;
    private final ModuleTensors parameters;
    private final ModuleTensors state;
    private final EpochSums sums;
    /** Tensors of the network, which come first among all. */
    private final int ofNetwork;

    LearnerState(ScriptEngine engine, LearnerSettings settings, List<TensorShape> state, EpochSums sums) {
        this.engine = engine;
        this.ofNetwork = settings.architecture().tensors().size();
        this.parameters = new ModuleTensors(
                engine,
                "tensor",
                settings.tensors().stream()
                        .map(tensor -> new TensorShape(tensor.name(), tensor.type(), tensor.shape()))
                        .toList());
        this.state = new ModuleTensors(engine, "state_tensor", state);
        this.sums = sums;
    }

    List<NamedTensor> parameters() {
        return parameters.live();
    }

    List<NamedTensor> networkParameters() {
        return parameters().subList(0, ofNetwork);
    }

    List<NamedTensor> optimizerState() {
        return withLastReading(state.live());
    }

    /** The sums of the running epoch may overflow, as a mean squared error does; nothing is computed from them. */
    void requireFinite() throws IOException {
        FiniteTensors.require(parameters.notFinite());
        FiniteTensors.require(state.notFinite().stream()
                .filter(tensor -> !tensor.name().startsWith(EPOCH))
                .toList());
    }

    LearnedTensors copy() {
        CopiedTensors copies = new CopiedTensors(engine);
        try {
            return new LearnedTensors(copies.of(parameters), withLastReading(copies.of(state)), copies::close);
        } catch (RuntimeException | Error failure) {
            copies.close();
            throw failure;
        }
    }

    private List<NamedTensor> withLastReading(List<NamedTensor> tensors) {
        List<NamedTensor> all = new ArrayList<>(tensors);
        all.add(HostTensor.vector(LAST_READING, sums.saved()));
        return all;
    }

    void restoreParameters(List<NamedTensor> tensors) {
        parameters.take(fitting(parameters.shapes(), byName(tensors), tensors.size()), TensorPieces.outsideHeap());
    }

    void restoreNetwork(List<NamedTensor> tensors) {
        List<NamedTensor> all = new ArrayList<>(tensors);
        all.addAll(parameters().subList(ofNetwork, parameters.shapes().size()));
        restoreParameters(all);
    }

    void restoreOptimizerState(List<NamedTensor> tensors) {
        Map<String, NamedTensor> byName = byName(tensors);
        if (!epochNames(byName.keySet().stream())
                .equals(epochNames(state.shapes().stream().map(TensorShape::name)))) {
            restartEpoch(byName);
        }
        double[] saved = doubles(lastReading().find(byName));
        byName.remove(LAST_READING);
        state.take(fitting(state.shapes(), byName, byName.size()), TensorPieces.outsideHeap());
        sums.restore(saved);
    }

    void continueOptimizer(List<NamedTensor> tensors, Set<String> anew) {
        Map<String, NamedTensor> saved = byName(tensors);
        List<String> problems = new ArrayList<>();
        List<NamedTensor> own = state.live();
        List<NamedTensor> goesOn = IntStream.range(0, own.size())
                .mapToObj(i -> isOfOptimizer(own.get(i).name(), anew)
                        ? state.shapes().get(i).find(saved, problems).orElse(own.get(i))
                        : own.get(i))
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "its optimizer's state is not that of this optimizer and network: " + String.join("; ", problems));
        }
        state.take(goesOn, TensorPieces.outsideHeap());
    }

    /** The count of updates, or the state of a parameter that does not begin anew. */
    private static boolean isOfOptimizer(String name, Set<String> anew) {
        return name.equals(COUNT)
                || !name.startsWith(EPOCH)
                        && name.contains(".")
                        && !anew.contains(name.substring(0, name.lastIndexOf('.')));
    }

    private TensorShape lastReading() {
        return new TensorShape(LAST_READING, TensorType.F64, List.of((long) sums.saved().length));
    }

    private static Set<String> epochNames(Stream<String> names) {
        return names.filter(name -> name.startsWith(EPOCH) && !name.equals(LAST_READING))
                .collect(Collectors.toSet());
    }

    /** Other metrics than those of the checkpoint: the epoch's sums begin again here. */
    private void restartEpoch(Map<String, NamedTensor> byName) {
        double[] saved = Optional.ofNullable(byName.get(LAST_READING))
                .map(LearnerState::doubles)
                .orElseThrow(() -> new IllegalArgumentException("the checkpoint has no tensor " + LAST_READING));
        byName.keySet().removeIf(name -> name.startsWith(EPOCH));
        state.shapes().stream()
                .filter(shape -> shape.name().startsWith(EPOCH))
                .forEach(shape -> byName.put(
                        shape.name(),
                        HostTensor.vector(
                                shape.name(),
                                new double[Math.toIntExact(shape.shape().get(0))])));
        byName.put(LAST_READING, HostTensor.vector(LAST_READING, sums.restarted(saved)));
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
        Map<String, NamedTensor> byName = new HashMap<>();
        tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
        return byName;
    }

    private static double[] doubles(NamedTensor tensor) {
        DoubleBuffer buffer = tensor.data().asDoubleBuffer();
        double[] values = new double[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
