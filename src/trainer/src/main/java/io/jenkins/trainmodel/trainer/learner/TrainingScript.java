package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.TrainingSpec.Precision;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.Casts;
import io.jenkins.trainmodel.trainer.network.script.NetworkScript;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The module that trains: the network and, around it, loss, metrics, gradient, clipping and update as methods, so that a
 * step takes three calls into the engine.
 */
final class TrainingScript {
    static final String CLASS = "Training";
    private static final String TRAINING_SUMS = "self.training_sums + [self.gradient_norm, self.updates, self.skipped]";
    private static final String NETWORK = "network";

    private final Architecture architecture;
    private final Objective objective;
    private final FusedOptimizer optimizer;
    private final Optional<Double> gradientClip;
    private final Precision precision;
    private final List<TensorSpec> parameters;
    private final List<TensorSpec> buffers;

    TrainingScript(
            Architecture architecture,
            Objective objective,
            FusedOptimizer optimizer,
            Optional<Double> gradientClip,
            Precision precision) {
        this.architecture = architecture;
        this.objective = objective;
        this.optimizer = optimizer;
        this.gradientClip = gradientClip;
        this.precision = precision;
        parameters =
                architecture.tensors().stream().filter(TensorSpec::trainable).toList();
        buffers = architecture.tensors().stream()
                .filter(tensor -> !tensor.trainable())
                .toList();
    }

    /** The module with these parameters and buffers, an optimizer that has not begun, and sums of 0. */
    ScriptModule module(List<NamedTensor> values) {
        Casts casts = precision == Precision.BFLOAT16 ? Casts.BFLOAT16 : Casts.FLOAT32;
        Map<String, NamedTensor> byName =
                values.stream().collect(Collectors.toMap(NamedTensor::name, Function.identity()));
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", false);
        attributes.put(NETWORK, NetworkScript.of(architecture.network(), byName, casts));
        attributes.put("training_sums", sums());
        attributes.put("evaluation_sums", sums());
        attributes.put("gradients", List.of());
        attributes.put("backups", buffers.stream().map(TrainingScript::zeros).toList());
        attributes.put("gradient_norm", scalar64());
        attributes.put("updates", scalar64());
        attributes.put("skipped", scalar64());
        attributes.put("found_inf", scalar32());
        attributes.put("count", scalar32());
        attributes.put("class_weights", classWeights());
        optimizer
                .states()
                .forEach(state -> attributes.put(
                        state, parameters.stream().map(TrainingScript::zeros).toList()));
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

    private ScriptModule.Tensor classWeights() {
        float[] weights = objective.classWeights();
        return attribute(HostTensor.of("class_weights", List.of((long) weights.length), weights));
    }

    private static ScriptModule.Tensor attribute(NamedTensor values) {
        return new ScriptModule.Tensor(values, Role.ATTRIBUTE);
    }

    private List<String> methods() {
        return List.of(
                method("outputs", "x: Tensor", "Tensor", outputs()),
                method(
                        "accumulate",
                        "sums: List[Tensor], outputs: Tensor, targets: Tensor, loss: Tensor",
                        accumulate()),
                method("forward", "x: Tensor, targets: Tensor", "Tensor", forward()),
                method("backward", "loss: Tensor", "List[Tensor]", backward()),
                method("update", "learning_rate: float, batches: float", "List[Tensor]", update()),
                method("evaluate", "x: Tensor, targets: Tensor", evaluate()),
                method("begin_epoch", "", beginEpoch()),
                method("begin_evaluation", "", List.of("torch._foreach_zero_(self.evaluation_sums)", "return None")),
                method("read", "", "Tensor", List.of("return torch.cat(" + TRAINING_SUMS + ")")),
                method("read_evaluation", "", "Tensor", List.of("return torch.cat(self.evaluation_sums)")),
                method("tensors", "", "List[Tensor]", List.of("return " + list(architecture.tensors()))),
                method("state", "", "List[Tensor]", List.of("return " + state())),
                method("take_tensors", "values: List[Tensor]", "List[Tensor]", take(list(architecture.tensors()))),
                method("take_state", "values: List[Tensor]", "List[Tensor]", take(state())));
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
        String comma = arguments.isEmpty() ? "" : ", ";
        return "  def " + name + "(self: __torch__." + CLASS + comma + arguments + ") -> " + result + ":\n"
                + lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    /** What the network gives, in float32: the loss is never computed in less. */
    private List<String> outputs() {
        String cast = precision == Precision.BFLOAT16 ? ".to(6)" : "";
        return List.of("return (self.network).forward(x, )" + cast);
    }

    private List<String> accumulate() {
        List<String> lines = new ArrayList<>();
        lines.add("n = torch.size(targets, 0)");
        lines.addAll(objective.preparations());
        List<Sum> sums = objective.sums();
        for (int i = 0; i < sums.size(); i++) {
            lines.add("torch.add_(sums[" + i + "], " + sums.get(i).addend() + ")");
        }
        lines.add("return None");
        return lines;
    }

    private List<String> forward() {
        List<String> lines = new ArrayList<>();
        if (!buffers.isEmpty()) {
            lines.add("if torch.eq(torch.len(self.gradients), 0):");
            lines.add("  torch._foreach_copy_(self.backups, " + list(buffers) + ")");
        }
        lines.add("outputs = (self).outputs(x, )");
        lines.add("loss = " + objective.lossExpression());
        lines.add("(self).accumulate(self.training_sums, torch.detach(outputs), targets, torch.detach(loss), )");
        lines.add("return loss");
        return lines;
    }

    private List<String> backward() {
        return List.of(
                "parameters = " + list(parameters),
                "optional = torch.grad([loss], parameters, None, False, False, False)",
                "gradients = annotate(List[Tensor], [])",
                "for i in range(torch.len(optional)):",
                "  gradient = optional[i]",
                "  if torch.__isnot__(gradient, None):",
                "    torch.append(gradients, unchecked_cast(Tensor, gradient))",
                "if torch.eq(torch.len(self.gradients), 0):",
                "  self.gradients = gradients",
                "else:",
                "  torch._foreach_add_(self.gradients, gradients)",
                "return annotate(List[Tensor], [])");
    }

    /**
     * The norm of the mean gradient is added up. If the loss's sum or the norm's is not finite the flag goes up and stays,
     * and the fused call leaves parameters and state as they are; so nothing is read back. The parameters are returned so
     * that the compiler keeps the call, see {@link #take}.
     */
    private List<String> update() {
        List<String> lines = new ArrayList<>();
        lines.add("parameters = " + list(parameters));
        lines.add("gradients = self.gradients");
        lines.add("norms = torch._foreach_norm(gradients, 2)");
        lines.add("norm = torch.div(torch.linalg_vector_norm(torch.stack(norms, 0), 2), batches)");
        lines.add("torch.add_(self.gradient_norm, norm)");
        lines.add("torch.add_(self.updates, 1)");
        lines.add("total = torch.add(self.gradient_norm, self.training_sums[0])");
        lines.add("bad = torch.reshape(torch.ne(torch.sub(total, total), 0), [])");
        lines.add("torch.maximum(self.found_inf, bad.to(6), out=self.found_inf)");
        lines.add("torch.add_(self.skipped, self.found_inf)");
        lines.add("torch.add_(self.count, torch.rsub(self.found_inf, 1))");
        lines.addAll(scale());
        lines.add("counts = "
                + IntStream.range(0, parameters.size())
                        .mapToObj(i -> "self.count")
                        .collect(Collectors.joining(", ", "[", "]")));
        lines.add(optimizer.expression());
        lines.addAll(restoreBuffers());
        lines.add("self.gradients = annotate(List[Tensor], [])");
        lines.add("return parameters");
        return lines;
    }

    /** The fused call divides by the scale: the number of batches, and what is above the clip. */
    private List<String> scale() {
        return gradientClip
                .map(clip -> List.of("scale = torch.mul(torch.clamp(torch.div(norm, " + clip + "), 1.), batches)"))
                .orElse(List.of(
                        "scale = annotate(Optional[Tensor], None)",
                        "if torch.ne(batches, 1.):",
                        "  scale = torch.mul(torch.ones_like(norm), batches)"));
    }

    private List<String> restoreBuffers() {
        return IntStream.range(0, buffers.size())
                .mapToObj(i -> {
                    String buffer = access(buffers.get(i));
                    return "torch.copy_(" + buffer + ", torch.where(torch.gt(self.found_inf, 0), self.backups[" + i
                            + "], " + buffer + "))";
                })
                .toList();
    }

    private List<String> evaluate() {
        return List.of(
                "outputs = (self).outputs(x, )",
                "loss = " + objective.lossExpression(),
                "(self).accumulate(self.evaluation_sums, outputs, targets, loss, )",
                "return None");
    }

    private String state() {
        return optimizer.states().stream().map(state -> "self." + state + " + ").collect(Collectors.joining())
                + TRAINING_SUMS + " + [self.found_inf, self.count]";
    }

    /** What the methods state and take_state give and take, in their order. */
    List<TensorShape> stateTensors() {
        List<TensorShape> tensors = new ArrayList<>();
        for (String state : optimizer.states()) {
            parameters.forEach(tensor ->
                    tensors.add(new TensorShape(tensor.name() + "." + state, TensorType.F32, tensor.shape())));
        }
        objective.sums().forEach(sum -> tensors.add(vector("epoch." + sum.name(), sum.size())));
        Stream.of("epoch.gradientNorm", "epoch.updates", "skipped").forEach(name -> tensors.add(vector(name, 1)));
        Stream.of("nonFinite", "step").forEach(name -> tensors.add(new TensorShape(name, TensorType.F32, List.of())));
        return tensors;
    }

    private static TensorShape vector(String name, long size) {
        return new TensorShape(name, TensorType.F64, List.of(size));
    }

    private static String list(List<TensorSpec> tensors) {
        return tensors.stream().map(TrainingScript::access).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String access(TensorSpec tensor) {
        return ScriptModule.access("self." + NETWORK, tensor.name());
    }
}
