package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.ParameterGroup;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.Casts;
import io.jenkins.trainmodel.trainer.network.script.NetworkScript;
import io.jenkins.trainmodel.trainer.network.script.ScriptMethod;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule.Tensor.Role;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The module that trains: the network and, around it, loss, metrics, gradient, clipping and update as methods, so that a
 * step takes three calls into the engine.
 */
final class TrainingScript {
    static final String CLASS = "Training";
    private static final String TRAINING_SUMS = "self.training_sums + [self.gradient_norm, self.updates, self.skipped]";

    private final Architecture architecture;
    private final Set<String> frozen;
    private final Objective objective;
    private final FusedOptimizer optimizer;
    private final Precision precision;
    private final NetworkTensors tensors;
    private final BatchMethods batch;
    private final UpdateMethods update;

    /**
     * @param frozen names of tensors that stay as they are
     * @param learningRates parameters with a learning rate of their own
     * @param mixes whether the method forward takes the share of the first sample of each pair besides
     */
    TrainingScript(
            Architecture architecture,
            Set<String> frozen,
            Objective objective,
            FusedOptimizer optimizer,
            List<ParameterGroup> learningRates,
            Optional<Double> gradientClip,
            Precision precision,
            Transfer transfer,
            boolean mixes) {
        this.architecture = architecture;
        this.frozen = frozen;
        this.objective = objective;
        this.optimizer = optimizer;
        this.precision = precision;
        tensors = NetworkTensors.of(architecture, frozen);
        batch = new BatchMethods(tensors, objective, precision, transfer, mixes);
        List<UpdateGroup> groups =
                UpdateGroup.of(tensors.parameters(), learningRates, architecture.matricesAloneDecay());
        update = new UpdateMethods(tensors, groups, optimizer, gradientClip);
    }

    /** The module with these parameters and buffers and sums of 0; its method {@code begin} must be called first. */
    ScriptModule module(List<NamedTensor> values) {
        Casts casts = precision == Precision.BFLOAT16 ? Casts.BFLOAT16 : Casts.FLOAT32;
        Map<String, NamedTensor> byName =
                values.stream().collect(Collectors.toMap(NamedTensor::name, Function.identity()));
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", false);
        attributes.put(NetworkTensors.NETWORK, NetworkScript.frozen(architecture.network(), byName, casts, frozen));
        attributes.put("training_sums", sums());
        attributes.put("evaluation_sums", sums());
        attributes.put("gradients", List.of());
        attributes.put(
                "backups", tensors.buffers().stream().map(TrainingScript::zeros).toList());
        attributes.put("gradient_norm", scalar64());
        attributes.put("updates", scalar64());
        attributes.put("skipped", scalar64());
        attributes.put("found_inf", scalar32());
        attributes.put("count", scalar32());
        objective.constants().forEach(constant -> attributes.put(constant.name(), attribute(constant)));
        optimizer.states().forEach(state -> attributes.put(state, List.of()));
        return new ScriptModule(CLASS, attributes, methods());
    }

    private List<ScriptModule.Tensor> sums() {
        return objective.sums().stream()
                .map(sum -> attribute(HostTensor.vector(sum.name(), new double[sum.size()])))
                .toList();
    }

    private static ScriptModule.Tensor zeros(TensorSpec tensor) {
        return attribute(HostTensor.of(tensor.name(), tensor.shape(), new float[Math.toIntExact(tensor.elements())]));
    }

    private static ScriptModule.Tensor scalar64() {
        return attribute(HostTensor.vector("sum", 0));
    }

    private static ScriptModule.Tensor scalar32() {
        return attribute(HostTensor.of("flag", List.of(), 0));
    }

    private static ScriptModule.Tensor attribute(NamedTensor values) {
        return new ScriptModule.Tensor(values, Role.ATTRIBUTE);
    }

    private List<String> methods() {
        String all = NetworkTensors.list(tensors.all());
        List<String> methods = new ArrayList<>(List.of(
                method("begin", "", update.begin()),
                method("outputs", "x: Tensor", "Tensor", batch.outputs()),
                method(
                        "accumulate",
                        "sums: List[Tensor], outputs: Tensor, targets: Tensor, loss: Tensor",
                        batch.accumulate()),
                method("forward", forwardArguments(), "Tensor", batch.forward()),
                method("backward", "loss: Tensor", "List[Tensor]", batch.backward()),
                method("update", "learning_rate: float, batches: float", "List[Tensor]", update.update()),
                method("evaluate", "x: Tensor, targets: Tensor", batch.evaluate()),
                method("begin_epoch", "", beginEpoch()),
                method("begin_evaluation", "", List.of("torch._foreach_zero_(self.evaluation_sums)", "return None")),
                method("read", "", "Tensor", List.of("return torch.cat(" + TRAINING_SUMS + ")")),
                method("read_evaluation", "", "Tensor", List.of("return torch.cat(self.evaluation_sums)")),
                method("tensors", "", "List[Tensor]", List.of("return " + all)),
                method("state", "", "List[Tensor]", List.of("return " + state())),
                method("take_tensors", "values: List[Tensor]", "List[Tensor]", take(all)),
                method("take_state", "values: List[Tensor]", "List[Tensor]", take(state()))));
        NetworkScript.writing(architecture.network(), "self." + NetworkTensors.NETWORK)
                .forEach(method -> methods.add(method.text(CLASS)));
        return methods;
    }

    private String forwardArguments() {
        return "x: Tensor, targets: Tensor" + (batch.mixes() ? ", share_of_first: Tensor" : "");
    }

    /**
     * Copies into these tensors. The list is returned because the compiler takes an operation that changes the tensors of
     * a list made in the method for dead code, and removes it, unless the list leaves the method.
     */
    private static List<String> take(String tensors) {
        return List.of("tensors = " + tensors, "torch._foreach_copy_(tensors, values)", "return tensors");
    }

    private static List<String> beginEpoch() {
        return List.of(
                "torch._foreach_zero_(self.training_sums)",
                "torch.zero_(self.gradient_norm)",
                "torch.zero_(self.updates)",
                "return None");
    }

    private static String method(String name, String arguments, List<String> lines) {
        return method(name, arguments, "None", lines);
    }

    private static String method(String name, String arguments, String result, List<String> lines) {
        String body = lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
        return new ScriptMethod(name, arguments, result, body).text(CLASS);
    }

    private String state() {
        return optimizer.states().stream().map(state -> "self." + state + " + ").collect(Collectors.joining())
                + TRAINING_SUMS + " + [self.found_inf, self.count]";
    }

    /** What the methods state and take_state give and take, in their order. */
    List<TensorShape> stateTensors() {
        List<TensorShape> state = new ArrayList<>();
        for (String name : optimizer.states()) {
            tensors.trainable()
                    .forEach(tensor ->
                            state.add(new TensorShape(tensor.name() + "." + name, TensorType.F32, tensor.shape())));
        }
        objective.sums().forEach(sum -> state.add(vector("epoch." + sum.name(), sum.size())));
        Stream.of("epoch.gradientNorm", "epoch.updates", "skipped").forEach(name -> state.add(vector(name, 1)));
        Stream.of("nonFinite", "step").forEach(name -> state.add(new TensorShape(name, TensorType.F32, List.of())));
        return state;
    }

    private static TensorShape vector(String name, long size) {
        return new TensorShape(name, TensorType.F64, List.of(size));
    }
}
