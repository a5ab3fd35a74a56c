package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.learner.Learner;
import java.util.List;
import java.util.Optional;

/** What a network of users' own has and does not train. */
public final class Unreached {
    private Unreached() {}

    /** What people are told of parameters that the first batch gave no gradient; empty where each has one. */
    public static Optional<String> warning(Learner learner) {
        List<String> names = learner.withoutGradient();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("parameters of the network that get no gradient and learn nothing: " + Listing.of(names)
                        + "; nothing that the loss depends on is computed with them, or an operation without derivative"
                        + " (toType, stopGradient, …) cuts them off");
    }
}
