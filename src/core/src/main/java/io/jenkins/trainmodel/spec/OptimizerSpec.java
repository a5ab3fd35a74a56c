package io.jenkins.trainmodel.spec;

public sealed interface OptimizerSpec {
    double learningRate();

    double weightDecay();

    record Sgd(double learningRate, double weightDecay, double momentum, boolean nesterov) implements OptimizerSpec {}

    record Adam(double learningRate, double weightDecay, double beta1, double beta2, double epsilon)
            implements OptimizerSpec {}

    record AdamW(double learningRate, double weightDecay, double beta1, double beta2, double epsilon)
            implements OptimizerSpec {}
}
