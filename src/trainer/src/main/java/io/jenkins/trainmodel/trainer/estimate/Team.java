package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.custom.OwnLoss;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.replica.Processes;
import io.jenkins.trainmodel.trainer.replica.Replicas;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import java.io.IOException;
import java.util.Optional;

/**
 * Who trains.
 *
 * @param learner that of this process
 * @param processes which this learner leads, where several train together
 */
public record Team(Learner learner, Processes processes) implements AutoCloseable {
    /** A learner alone. */
    public static Team of(Learner learner) {
        return new Team(learner, new Processes(Optional.empty(), Integer.MAX_VALUE));
    }

    /** As the run will have it, but with first parameters: their values cost nothing. */
    public static Team of(TrainingSpec spec, LoadedData data, Inheritance inheritance, LoadedEngine engine)
            throws IOException {
        LearnerSettings settings = inheritance.settings(spec, data).with(OwnLoss.open(spec, data.signature()));
        Processes processes = processes(spec, data, inheritance, engine);
        try {
            return new Team(processes.learner(spec, settings, engine.device()), processes);
        } catch (RuntimeException | Error failure) {
            processes.replicas().ifPresent(Replicas::close);
            throw failure;
        }
    }

    private static Processes processes(TrainingSpec spec, LoadedData data, Inheritance inheritance, LoadedEngine engine)
            throws IOException {
        int replicas = spec.device().replicaCount();
        int most = Processes.most(spec, replicas, engine.device().isGpu());
        return new Processes(
                replicas == 1
                        ? Optional.empty()
                        : Optional.of(
                                Replicas.start(spec, data, engine, most, inheritance.anew(), inheritance.frozen())),
                most);
    }

    /** How many processes train. */
    int size() {
        return processes.size();
    }

    /** Closes the learner and ends the other processes. */
    @Override
    public void close() {
        try {
            learner.close();
        } finally {
            processes.replicas().ifPresent(Replicas::close);
        }
    }
}
