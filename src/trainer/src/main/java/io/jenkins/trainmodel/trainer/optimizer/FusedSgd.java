package io.jenkins.trainmodel.trainer.optimizer;

import io.jenkins.trainmodel.spec.OptimizerSpec;
import java.util.List;

/**
 * Stochastic gradient descent with weight decay added to the gradient, and momentum as PyTorch has it (Sutskever et al.
 * 2013, with the learning rate outside): buffer = momentum × buffer + gradient; the step is the buffer, or with Nesterov
 * gradient + momentum × buffer.
 */
record FusedSgd(OptimizerSpec.Sgd sgd) implements FusedOptimizer {
    @Override
    public List<String> states() {
        return sgd.momentum() == 0 ? List.of() : List.of("momentum_buffer");
    }

    /** A buffer of zeros makes the first step like any other, so that a resume needs no flag for it. */
    @Override
    public String expression(String parameters, String learningRate, boolean decays) {
        String buffers = sgd.momentum() == 0 ? "annotate(List[Tensor], [])" : "momentum_buffer";
        return "torch._fused_sgd_(" + parameters + ", gradients, " + buffers + ", weight_decay="
                + (decays ? sgd.weightDecay() : 0.0)
                + ", momentum=" + sgd.momentum() + ", lr=" + learningRate + ", dampening=0., nesterov="
                + (sgd.nesterov() && sgd.momentum() != 0 ? "True" : "False")
                + ", maximize=False, is_first_step=False, grad_scale=scale, found_inf=self.found_inf)";
    }
}
