package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import java.util.List;

/** Networks that tests of learners train. */
final class Networks {
    /** Of two classes of pictures of 3 × 3; its layer {@code 1} has buffers besides its parameters. */
    static final Architecture WITH_BUFFERS = new Architecture(
            "own",
            List.of(1, 3, 3),
            2,
            Sequential.of(List.of(
                    new Conv2d(1, 2, 3, 1, 1, false, false),
                    new BatchNorm2d(2),
                    new Activation(Activation.Function.RELU),
                    new Flatten(),
                    new Linear(18, 2))));

    private Networks() {}
}
