package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.ParameterGroup;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters that one fused call updates: they learn at the same rate, and all of them decay or none.
 *
 * @param factor by which the learning rate of a step is multiplied for them
 * @param decays whether weight decay holds for them
 * @param parameters in the order of the layers, at least one
 */
record UpdateGroup(double factor, boolean decays, List<TensorSpec> parameters) {
    private record Kind(double factor, boolean decays) {}

    /**
     * Those of a network.
     *
     * @param parameters all that are trained
     * @param learningRates the groups of a specification
     * @param matricesAloneDecay whether vectors such as biases keep their size
     */
    static List<UpdateGroup> of(
            List<TensorSpec> parameters, List<ParameterGroup> learningRates, boolean matricesAloneDecay) {
        Map<Kind, List<TensorSpec>> byKind = new LinkedHashMap<>();
        for (TensorSpec parameter : parameters) {
            boolean decays = !matricesAloneDecay || parameter.shape().size() > 1;
            byKind.computeIfAbsent(new Kind(factor(parameter, learningRates), decays), kind -> new ArrayList<>())
                    .add(parameter);
        }
        return byKind.entrySet().stream()
                .map(group ->
                        new UpdateGroup(group.getKey().factor(), group.getKey().decays(), group.getValue()))
                .toList();
    }

    private static double factor(TensorSpec parameter, List<ParameterGroup> learningRates) {
        return learningRates.stream()
                .filter(group -> group.holds(parameter.name()))
                .findFirst()
                .map(ParameterGroup::learningRateFactor)
                .orElse(1.0);
    }

    /** The expression of their learning rate, where that of the step is {@code learning_rate}. */
    String learningRate() {
        return factor == 1 ? "learning_rate" : "torch.mul(learning_rate, " + factor + ")";
    }
}
