package io.jenkins.trainmodel.trainer.replica;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.collective.SharedMemoryCollective;
import io.jenkins.trainmodel.trainer.collective.nccl.NcclLibrary;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.batch.TrainingBatches;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.learner.Sharing;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that trains together with the one that has started it, and does what that one tells. It decides nothing, writes nothing, and
 * ends with that one, however that ends.
 */
public final class FollowingReplica {
    private final Path folder;
    private final ReplicaTask task;
    private final SharedMemoryCollective collective;
    private final Inputs inputs;
    private final TrainingBatches batches;
    private final long seed;
    private Optional<Learner> learner = Optional.empty();
    private Optional<BatchLoader> loader = Optional.empty();

    private FollowingReplica(Path folder, int rank, ReplicaTask task, SharedMemoryCollective collective)
            throws SpecException, IOException {
        this.folder = folder;
        this.task = task;
        this.collective = collective;
        TrainingSpec spec = ReplicaTask.spec(folder, 0);
        inputs = Inputs.load(
                spec,
                spec.device().ofReplica(task.threads()),
                Optional.of(
                        new Expectation("the run of this replica", task.data().signature())),
                new RunListener() {});
        if (!inputs.data().fingerprint().equals(task.fingerprint())) {
            throw new DataException("the data has changed while the run began");
        }
        seed = spec.seed();
        BatchPlan plan = LearnerSettings.of(spec, inputs.data())
                .batches(inputs.data().train().size());
        batches = new TrainingBatches(
                inputs.data().train(),
                plan.sharedBy(task.replicas(), rank),
                Learners.batchMemory(inputs.engine().device()));
    }

    /**
     * Follows for as long as the process that leads lives.
     *
     * @param folder with the task
     * @param leader the number of the process that leads
     * @throws io.jenkins.trainmodel.trainer.collective.LostMemberException if it has ended, or hangs
     */
    public static void follow(Path folder, int rank, long leader) throws SpecException, IOException {
        LeaderWatch.endWith(leader, new ReplicaFolder(folder));
        ReplicaTask task = ReplicaTask.read(folder);
        try (SharedMemoryCollective collective = SharedMemoryCollective.join(
                folder.resolve(ReplicaTask.SHARED), rank, task.replicas(), Duration.ofMillis(task.timeoutMillis()))) {
            new FollowingReplica(folder, rank, task, collective).obey();
        }
    }

    private void obey() throws SpecException, IOException {
        while (true) {
            obey(Order.hear(collective));
        }
    }

    private void obey(Order order) throws SpecException, IOException {
        switch (order.kind()) {
            case MEET -> meet();
            case LEARNER -> makeLearner((int) order.first());
            case STATE -> new LearnedState(learner.orElseThrow(), collective).take();
            case LOAD -> load((int) order.first(), (int) order.second());
            case BEGIN_EPOCH -> learner.orElseThrow().beginEpoch();
            case TRAIN -> train(order, false);
            case COMPLETE -> train(order, true);
        }
    }

    private void meet() {
        new GpuMeeting(collective, Duration.ofMillis(task.timeoutMillis()))
                .meet(GpuMeeting.Found.of(inputs.engine().libtorch()), new byte[NcclLibrary.idBytes()]);
    }

    private void makeLearner(int number) throws SpecException, IOException {
        learner.ifPresent(Learner::close);
        LearnerSettings settings =
                LearnerSettings.toTrain(ReplicaTask.spec(folder, number), inputs.data(), task.anew(), task.frozen());
        learner = Optional.of(Learners.create(
                settings, inputs.engine().device(), Sharing.with(collective).inPartsOf(task.most())));
    }

    private void load(int epoch, int batch) {
        loader.ifPresent(BatchLoader::close);
        loader = Optional.of(batches.of(seed, epoch, batch));
    }

    private void train(Order order, boolean completesStep) {
        try (Batch batch = loader.orElseThrow().next()) {
            learner.orElseThrow().train(batch, order.first(), order.number(), completesStep, (int) order.second());
        }
    }
}
