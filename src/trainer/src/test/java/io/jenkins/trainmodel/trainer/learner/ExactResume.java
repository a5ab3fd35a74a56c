package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.List;

/** A learner that goes on from the saved state of another one, as if there were only one. */
final class ExactResume {
    /** Trains steps, both included. */
    @FunctionalInterface
    interface Steps {
        void train(Learner learner, int from, int to);
    }

    private ExactResume() {}

    /** Asserts that ten steps end in the same bits as five and, from a copy of what they left, five more. */
    static void require(Learner straight, Learner resumed, Steps steps) {
        straight.beginEpoch();
        steps.train(straight, 1, 5);
        List<NamedTensor> parameters = Tensors.copies(straight.parameters());
        List<NamedTensor> state = Tensors.copies(straight.optimizerState());
        steps.train(straight, 6, 10);

        resumed.restoreParameters(parameters);
        resumed.restoreOptimizerState(state);
        steps.train(resumed, 6, 10);

        assertThat(Tensors.flat(resumed.parameters())).containsExactly(Tensors.flat(straight.parameters()));
    }
}
