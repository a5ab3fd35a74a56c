package io.jenkins.trainmodel.trainer.optimizer;

import io.jenkins.trainmodel.spec.OptimizerSpec;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), with weight decay added to the gradient, and AdamW (Loshchilov and Hutter 2019,
 * algorithm 2), with weight decay apart from it: parameters are multiplied by 1 - learning rate × weight decay.
 */
record FusedAdam(String function, double weightDecay, double beta1, double beta2, double epsilon)
        implements FusedOptimizer {
    static FusedAdam coupled(OptimizerSpec.Adam adam) {
        return new FusedAdam("_fused_adam_", adam.weightDecay(), adam.beta1(), adam.beta2(), adam.epsilon());
    }

    static FusedAdam decoupled(OptimizerSpec.AdamW adam) {
        return new FusedAdam("_fused_adamw_", adam.weightDecay(), adam.beta1(), adam.beta2(), adam.epsilon());
    }

    /** Running means of the gradient and of its square. */
    @Override
    public List<String> states() {
        return List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    public String expression(String parameters, String learningRate, boolean decays) {
        return "torch." + function
                + "(" + parameters + ", gradients, exp_avg, exp_avg_sq, annotate(List[Tensor], []), counts,"
                + " lr=" + learningRate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", weight_decay="
                + (decays ? weightDecay : 0.0)
                + ", eps="
                + epsilon + ", amsgrad=False, maximize=False, grad_scale=scale, found_inf=self.found_inf)";
    }
}
