package io.jenkins.trainmodel.trainer.optimizer;

/** What the learning rate is multiplied by after warm-up. */
@FunctionalInterface
interface Decay {
    /** @param index the optimizer step, counted from 0 */
    double factor(long index);
}
