package io.jenkins.trainmodel.trainer.replica;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.trainer.collective.Collective;
import io.jenkins.trainmodel.trainer.collective.DeviceSumException;
import io.jenkins.trainmodel.trainer.collective.LostMemberException;
import io.jenkins.trainmodel.trainer.collective.SharedMemoryCollective;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.failure.ReplicaLostException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.learner.Sharing;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaim;
import io.jenkins.trainmodel.trainer.run.verify.SavedData;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The other processes of a run that several train together. This one leads: it alone decides, measures and writes; the others do what
 * it tells them, and hold nothing that would have to be saved. Used by one thread.
 */
public final class Replicas implements AutoCloseable {
    /** Code of warnings. */
    public static final String WARNING = "replicas";

    private final int size;
    private final Duration timeout;
    private final ReplicaFolder folder;
    private final SharedMemoryCollective collective;
    private final List<GpuClaim> gpus;
    private final GradientWay way;
    private final int most;
    private final List<ReplicaProcess> others = new ArrayList<>();
    /** How many learners the others were told to make. */
    private int learners;

    private Replicas(int size, Duration timeout, ReplicaFolder folder, LoadedEngine engine, int most)
            throws IOException {
        this.most = most;
        gpus = engine.claims();
        way = GradientWay.of(engine);
        this.size = size;
        this.timeout = timeout;
        this.folder = folder;
        collective = SharedMemoryCollective.lead(folder.path().resolve(ReplicaTask.SHARED), size, timeout);
    }

    /**
     * Starts the others, which read the data while this process goes on.
     *
     * @param engine of this process, whose GPUs are those of all
     * @param most samples that pass through the network at once in each
     * @param anew names of parameters that begin anew
     * @param frozen names of parameters and buffers that stay as they are whatever the specification says
     */
    public static Replicas start(
            TrainingSpec spec, LoadedData data, LoadedEngine engine, int most, Set<String> anew, Set<String> frozen)
            throws IOException {
        int size = spec.device().replicaCount();
        Duration timeout = spec.device().timeoutOfReplicas();
        ReplicaFolder folder = ReplicaFolder.create();
        try {
            new ReplicaTask(
                            size,
                            timeout.toMillis(),
                            engine.threads(),
                            most,
                            SavedData.of(data),
                            data.fingerprint(),
                            anew,
                            frozen)
                    .write(folder.path());
            ReplicaTask.write(folder.path(), 0, spec);
            Replicas replicas = new Replicas(size, timeout, folder, engine, most);
            replicas.startOthers();
            return replicas;
        } catch (IOException | RuntimeException failure) {
            folder.remove();
            throw failure;
        }
    }

    private void startOthers() throws IOException {
        try {
            for (int rank = 1; rank < size; rank++) {
                Optional<GpuClaim> gpu = gpus.isEmpty() ? Optional.empty() : Optional.of(gpus.get(rank));
                ReplicaProcess other = ReplicaProcess.start(
                        folder.path(), rank, gpu.map(GpuClaim::lending).orElse(Map.of()));
                others.add(other);
                collective.expect(rank, other.handle());
                gpu.ifPresent(its -> remember(its, other));
            }
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** What cannot be remembered, as on a full disk, ends with this process by itself. */
    private static void remember(GpuClaim gpu, ReplicaProcess other) {
        try {
            gpu.remember(List.of(other.handle()));
        } catch (IOException unwritten) {
            // and nothing else
        }
    }

    /** How many processes train, this one included. */
    public int size() {
        return size;
    }

    /** This one and the others. */
    public RunProcesses processes() {
        return RunProcesses.with(
                () -> others.stream().map(ReplicaProcess::handle).toList());
    }

    /** The learner of this process, whose batches are shares; the others are told to make theirs. */
    public Learner lead(TrainingSpec spec, LearnerSettings settings, Device device) {
        Learner own = Learners.create(settings, device, Sharing.with(collective).inPartsOf(most));
        try {
            ReplicaTask.write(folder.path(), learners, spec);
        } catch (IOException failure) {
            own.close();
            throw new UncheckedIOException("a replica cannot be told its specification", failure);
        }
        return new ReplicatedLearner(own, this, learners++);
    }

    /** Tells the others which batches come next: those of an epoch from one on. */
    public void load(int epoch, int batch) {
        tell(Order.load(epoch, batch));
    }

    void tell(Order order) {
        together(() -> order.tell(collective));
    }

    Collective collective() {
        return collective;
    }

    GpuMeeting meeting() {
        return new GpuMeeting(collective, timeout);
    }

    /** Lets gradients go the shortest way that there is, where the others hear orders by now. */
    void openWay() {
        way.open(this);
    }

    /** How gradients are added up, for people; empty on the CPU. */
    public Optional<String> gradientWay() {
        return way.words();
    }

    /** That they are added up otherwise than was said, once; empty otherwise. */
    public Optional<String> takeNote() {
        return way.takeNote();
    }

    /**
     * Computes with the others.
     *
     * @throws ReplicaLostException if one of them has ended, or hangs
     */
    void together(Runnable computation) {
        try {
            computation.run();
        } catch (LostMemberException lost) {
            throw new ReplicaLostException(sentence(lost), lost);
        } catch (DeviceSumException failed) {
            throw new ReplicaLostException(
                    "the GPUs could not add up their gradients (%s), and the training has ended with that; the run can go on with --resume"
                            .formatted(failed.getMessage()),
                    failed);
        }
    }

    private String sentence(LostMemberException lost) {
        ReplicaProcess other = others.get(lost.rank() - 1);
        if (!lost.ended()) {
            return "replica %d of %d (process %d) has not answered for %s and was ended, and the training with it; the run can go on with --resume"
                    .formatted(lost.rank() + 1, size, other.pid(), Types.textOf(timeout));
        }
        String ended =
                "replica %d of %d (process %d) has ended with exit code %d, and the training with it; the run can go on with --resume"
                        .formatted(lost.rank() + 1, size, other.pid(), other.exitCode());
        String said = other.lastWords();
        return said.isEmpty() ? ended : ended + "; its last words: " + said;
    }

    /** Ends the others at once, whatever they do. */
    @Override
    public void close() {
        others.forEach(ReplicaProcess::end);
        collective.close();
        folder.remove();
    }
}
