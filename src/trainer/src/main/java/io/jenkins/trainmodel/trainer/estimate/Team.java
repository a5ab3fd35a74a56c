package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.custom.OwnLoss;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.replica.Replicas;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import java.io.IOException;
import java.util.Optional;

/**
 * Who trains: a learner, and the processes that it leads where several train together.
 *
 * @param replicas empty where one process trains
 */
public record Team(Learner learner, Optional<Replicas> replicas) implements AutoCloseable {
    /** A learner alone. */
    public static Team of(Learner learner) {
        return new Team(learner, Optional.empty());
    }

    /** As the run will have it, but with first parameters: their values cost nothing. */
    public static Team of(TrainingSpec spec, LoadedData data, Inheritance inheritance, LoadedEngine engine)
            throws IOException {
        LearnerSettings settings = inheritance.settings(spec, data).with(OwnLoss.open(spec, data.signature()));
        if (spec.device().replicaCount() == 1) {
            return of(Learners.create(settings, engine.device()));
        }
        Replicas replicas =
                Replicas.start(spec, data, engine.threads(), inheritance.anew(), inheritance.frozen());
        try {
            return new Team(replicas.lead(spec, settings, engine.device()), Optional.of(replicas));
        } catch (RuntimeException | Error failure) {
            replicas.close();
            throw failure;
        }
    }

    /** How many processes train. */
    int size() {
        return replicas.map(Replicas::size).orElse(1);
    }

    /** This process, and the others. */
    RunProcesses processes() {
        return replicas.map(Replicas::processes).orElseGet(RunProcesses::own);
    }

    /** Closes the learner and ends the other processes. */
    @Override
    public void close() {
        try {
            learner.close();
        } finally {
            replicas.ifPresent(Replicas::close);
        }
    }
}
