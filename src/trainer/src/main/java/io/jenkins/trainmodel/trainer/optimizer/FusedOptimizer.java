package io.jenkins.trainmodel.trainer.optimizer;

import io.jenkins.trainmodel.spec.OptimizerSpec;
import java.util.List;

/**
 * An update rule as one call into libtorch for all parameters, which also divides the gradients by a scale and leaves
 * everything as it was when a flag is set. Its text stands in a TorchScript method.
 */
public interface FusedOptimizer {
    /** What is kept for every parameter besides it, under PyTorch's names, such as {@code exp_avg}. */
    List<String> states();

    /**
     * The expression that updates the parameters of a list in place. It finds the list {@code gradients}, the
     * list {@code counts} with the number of the update for each parameter, the optional tensor {@code scale}, the tensor
     * {@code self.found_inf}, and one list for each state, under its name.
     *
     * @param parameters the list's name
     * @param learningRate the expression of their learning rate
     * @param decays whether weight decay holds for them
     */
    String expression(String parameters, String learningRate, boolean decays);

    static FusedOptimizer of(OptimizerSpec optimizer) {
        if (optimizer instanceof OptimizerSpec.Sgd sgd) {
            return new FusedSgd(sgd);
        }
        if (optimizer instanceof OptimizerSpec.Adam adam) {
            return FusedAdam.coupled(adam);
        }
        return FusedAdam.decoupled((OptimizerSpec.AdamW) optimizer);
    }
}
