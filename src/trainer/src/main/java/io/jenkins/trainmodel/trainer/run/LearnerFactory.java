package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.learner.Learner;

/** Makes a learner for a specification, on the run's device and for its data. */
@FunctionalInterface
interface LearnerFactory {
    Learner create(TrainingSpec spec);
}
