package io.jenkins.trainmodel.trainer.replica;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.learner.Sharing;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import java.util.Optional;

/**
 * The processes that train a run.
 *
 * @param replicas the other ones; empty where there are none
 * @param most samples that pass through the network at once in each, at least 1
 */
public record Processes(Optional<Replicas> replicas, int most) {
    /**
     * How many samples pass through the network at once. Where a run goes on with fewer GPUs than it began with, no more than then: each
     * takes its larger share in several parts, for which there was room.
     *
     * @param first how many processes the run began with
     * @param gpu whether it computes on GPUs; a CPU has the memory of all processes
     */
    public static int most(TrainingSpec spec, int first, boolean gpu) {
        int samples = spec.training().batchSize();
        return gpu && first > spec.device().replicaCount() ? (samples + first - 1) / first : Integer.MAX_VALUE;
    }

    /** How many there are, this one included. */
    public int size() {
        return replicas.map(Replicas::size).orElse(1);
    }

    /** A learner in this process, with others that learn with it. */
    public Learner learner(TrainingSpec spec, LearnerSettings settings, Device device) {
        return replicas.map(all -> all.lead(spec, settings, device))
                .orElseGet(() -> Learners.create(settings, device, Sharing.NOTHING.inPartsOf(most)));
    }

    /** Tells the others which batches come next: those of an epoch from one on. */
    public void load(int epoch, int batch) {
        replicas.ifPresent(all -> all.load(epoch, batch));
    }

    /** What they are to the system. */
    public RunProcesses handles() {
        return replicas.map(Replicas::processes).orElseGet(RunProcesses::own);
    }
}
