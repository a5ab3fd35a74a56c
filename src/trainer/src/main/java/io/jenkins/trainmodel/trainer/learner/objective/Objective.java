package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.List;
import java.util.Map;

/** What is minimised and what is measured: the loss, the sums that every batch adds to, and the metrics they give. */
public interface Objective {
    /** The sum of the samples' losses. */
    String LOSS = "loss";

    /** The number of samples. */
    String SAMPLES = "samples";

    /** The mean loss of a batch, a scalar, over {@code outputs} in float32 and {@code targets}. */
    String lossExpression();

    /** Statements before the sums' addends, one a line. */
    List<String> preparations();

    /** Begins with {@link #LOSS} and {@link #SAMPLES}. */
    List<Sum> sums();

    /** Vectors that the expressions find by their names, such as {@code self.class_weights}. */
    List<NamedTensor> constants();

    /** Metrics by name, of sums by name, over at least one sample. */
    Map<String, Double> metrics(Map<String, double[]> sums);
}
