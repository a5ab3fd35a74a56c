package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.trainer.learner.module.TensorShape;
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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The module that trains: the network and, around it, loss, metrics, gradient, clipping and update as methods, so that a
 * step takes three calls into the engine.
 */
final class TrainingScript {
    /** Not to be met among the classes of a network that was written elsewhere. */
    static final String CLASS = "TrainModelTraining";

    private static final String INDEX = "index: int";

    private static final String PART = "index: int, first: int, count: int";
    private static final String VALUES = "index: int, first: int, values: Tensor";
    private static final String TRAINING_SUMS = "self.training_sums + [self.gradient_norm, self.updates, self.skipped]";

    private final Architecture architecture;
    private final Trained trained;
    private final Objective objective;
    private final FusedOptimizer optimizer;
    private final Precision precision;
    private final NetworkTensors tensors;
    private final BatchMethods batch;
    private final UpdateMethods update;
    private final boolean lossOutside;

    /** @param device on which it is going to compute */
    TrainingScript(LearnerSettings settings, Device device) {
        LearningSpec learning = settings.learning();
        architecture = settings.architecture();
        trained = settings.trained();
        objective = settings.objective();
        optimizer = FusedOptimizer.of(learning.optimizer());
        precision = learning.precision();
        lossOutside = settings.loss().isPresent();
        tensors = NetworkTensors.of(architecture, trained);
        batch = new BatchMethods(
                tensors,
                objective,
                precision,
                Transfer.to(device),
                settings.mixup().isPresent(),
                learning.activationCheckpointing()
                        ? Checkpointing.of(architecture.network(), tensors, settings.isRandom())
                        : Optional.empty());
        List<UpdateGroup> groups =
                UpdateGroup.of(tensors.parameters(), learning.groups(), architecture.matricesAloneDecay());
        update = new UpdateMethods(tensors, groups, optimizer, learning.gradientClip());
    }

    /**
     * The module with sums of 0 and without elements of parameters and buffers, for which its method {@code begin} makes
     * room: it must be called first, then {@code take_tensor} must give them their values.
     */
    ScriptModule module() {
        Casts casts = precision == Precision.BFLOAT16 ? Casts.BFLOAT16 : Casts.FLOAT32;
        Map<String, NamedTensor> byName =
                tensors.all().stream().collect(Collectors.toMap(TensorSpec::name, TrainingScript::withoutElements));
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", false);
        attributes.put(
                NetworkTensors.NETWORK,
                NetworkScript.trained(architecture.network(), byName, casts, trained.frozen(), trained.adapters()));
        attributes.put("training_sums", sums());
        attributes.put("evaluation_sums", sums());
        attributes.put("gradients", List.of());
        attributes.put(Checkpointing.KEPT, List.of());
        attributes.put(Checkpointing.SEEDS, List.of());
        attributes.put("backups", List.of());
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

    private static NamedTensor withoutElements(TensorSpec tensor) {
        return tensor.type() == TensorType.I64
                ? new HostTensor(tensor.name(), TensorType.I64, List.of(0L), ByteBuffer.allocate(0))
                : HostTensor.of(tensor.name(), List.of(0L));
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
        String all = tensors.list(tensors.all());
        List<String> methods = new ArrayList<>(List.of(
                method("begin", "", update.begin()),
                method(
                        "accumulate",
                        "sums: List[Tensor], outputs: Tensor, targets: Tensor, loss: Tensor",
                        batch.accumulate()),
                method("backward", "loss: Tensor", "List[Tensor]", batch.backward()),
                method("update", "learning_rate: float, batches: float", "List[Tensor]", update.update()),
                method("merge", "", update.merge()),
                method("begin_epoch", "", beginEpoch()),
                method("begin_evaluation", "", List.of("torch._foreach_zero_(self.evaluation_sums)", "return None")),
                method("read", "", "Tensor", List.of("return torch.cat(" + TRAINING_SUMS + ")")),
                method("read_evaluation", "", "Tensor", List.of("return torch.cat(self.evaluation_sums)")),
                method("tensors", "", "List[Tensor]", List.of("return " + all)),
                method("state", "", "List[Tensor]", List.of("return " + state())),
                method(
                        "part",
                        "values: Tensor, first: int, count: int",
                        "Tensor",
                        List.of("return torch.narrow(torch.view(values, [-1]), 0, first, count)")),
                method("tensor", PART, "Tensor", part("tensors")),
                method("state_tensor", PART, "Tensor", part("state")),
                method("copy_tensor", INDEX, "Tensor", copy("tensors")),
                method("copy_state_tensor", INDEX, "Tensor", copy("state")),
                method("extremes_of_tensor", INDEX, "Tensor", extremes("tensors")),
                method("extremes_of_state_tensor", INDEX, "Tensor", extremes("state")),
                method("take_tensor", VALUES, "Tensor", take("tensors")),
                method("take_state_tensor", VALUES, "Tensor", take("state"))));
        methods.addAll(batch.text(lossOutside, TrainingScript::method));
        methods.addAll(new StepSumMethods(tensors).text(TrainingScript::method));
        NetworkScript.writing(architecture.network(), "self." + NetworkTensors.NETWORK)
                .forEach(method -> methods.add(method.text(CLASS)));
        return methods;
    }

    /** Elements of one tensor of a list: a view of them. */
    private static List<String> part(String list) {
        return List.of("all = (self)." + list + "()", "return (self).part(all[index], first, count, )");
    }

    /** A copy of one tensor of a list in host memory. */
    private static List<String> copy(String list) {
        return List.of(
                "all = (self)." + list + "()",
                "return torch.to(torch.detach(all[index]), torch.device(\"cpu\"), None, False, True)");
    }

    /** The smallest and the largest value of one tensor of a list, both NaN where one is: without a copy, unlike {@code isfinite}. */
    private static List<String> extremes(String list) {
        return List.of(
                "all = (self)." + list + "()",
                "smallest, largest, = torch.aminmax(torch.detach(all[index]))",
                "return torch.to(torch.stack([smallest, largest]), 7)");
    }

    /**
     * Copies into elements of one tensor of a list. They are returned because the compiler takes an operation that changes the
     * tensors of a list made in the method for dead code, and removes it, unless its result leaves the method.
     */
    private static List<String> take(String list) {
        return List.of(
                "all = (self)." + list + "()",
                "part = (self).part(all[index], first, torch.size(values, 0), )",
                "return torch.copy_(part, values)");
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

    static String method(String name, String arguments, String result, List<String> lines) {
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
            tensors.kept()
                    .forEach(tensor ->
                            state.add(new TensorShape(tensor.name() + "." + name, TensorType.F32, tensor.shape())));
        }
        objective.sums().forEach(sum -> state.add(vector("epoch." + sum.name(), sum.size())));
        Stream.of("epoch.gradientNorm", "epoch.updates", "skipped").forEach(name -> state.add(vector(name, 1)));
        Stream.of("nonFinite", "step").forEach(name -> state.add(new TensorShape(name, TensorType.F32, List.of())));
        return state;
    }

    /** Names of the parameters that it trains, in its order. */
    List<String> trained() {
        return tensors.parameters().stream().map(TensorSpec::name).toList();
    }

    private static TensorShape vector(String name, long size) {
        return new TensorShape(name, TensorType.F64, List.of(size));
    }
}
