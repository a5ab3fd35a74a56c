package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.batch.TrainingBatches;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import io.jenkins.trainmodel.trainer.waiting.Waiting;
import io.jenkins.trainmodel.trainer.waiting.WaitingMode;
import io.jenkins.trainmodel.trainer.waiting.WaitingSwitch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Optimizer steps, trained and read as a run does it, and how long they took. Confined to one thread. */
final class MeasuredSteps {
    private final TrainingSpec spec;
    private final Team team;
    private final Learner learner;
    private final BatchPlan plan;
    private final Rehearsal rehearsal;
    private final TrainingBatches batches;
    private final Optional<WaitingSwitch> threads;
    private final Optional<Waiting> waiting;
    private boolean settled;
    private List<Double> seconds = new ArrayList<>();
    private long step;
    private int epoch;

    /**
     * @param plan what this process takes of every batch
     * @param threads of the engine, where they can wait in more than one way
     */
    MeasuredSteps(
            TrainingSpec spec,
            LoadedData data,
            Team team,
            BatchPlan plan,
            Rehearsal rehearsal,
            Optional<WaitingSwitch> threads) {
        this.spec = spec;
        this.team = team;
        this.plan = plan;
        this.rehearsal = rehearsal;
        this.threads = threads;
        learner = team.learner();
        batches = new TrainingBatches(data.train(), plan);
        // Threads of other replicas wait, too, and nobody asks those.
        waiting = threads.filter(engine -> team.size() == 1).map(engine -> new Waiting(engine, System::nanoTime));
        settled = waiting.isEmpty();
    }

    /** Trains until the code is compiled and threads wait as it is faster, but no longer than that. */
    void warmUp(Duration least, Duration most) throws IOException {
        long begin = System.nanoTime();
        trainWhile(() -> {
            long passed = System.nanoTime() - begin;
            return passed < least.toNanos() || !settled && passed < most.toNanos();
        });
    }

    /** Trains so long, one step at least. */
    void trainFor(Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        trainWhile(() -> System.nanoTime() < end);
    }

    private interface GoesOn {
        boolean test();
    }

    private void trainWhile(GoesOn goesOn) throws IOException {
        boolean trained = false;
        while (!trained || goesOn.test()) {
            trainEpoch(goesOn);
            trained = true;
        }
    }

    /** Trains a whole epoch. */
    void trainEpoch() throws IOException {
        trainEpoch(() -> true);
    }

    private void trainEpoch(GoesOn goesOn) throws IOException {
        epoch++;
        learner.beginEpoch();
        team.processes().load(epoch, 0);
        try (BatchLoader loader = batches.of(spec.seed(), epoch, 0)) {
            int trained = 0;
            do {
                trained += trainStep(loader, trained);
            } while (loader.hasNext() && goesOn.test());
            rehearsal.spent().add(PhaseClock.DATA_WAIT, loader.waitedSeconds());
            rehearsal.spent().trained(samplesIn(trained), loader.filledSeconds());
        }
        long begin = System.nanoTime();
        learner.read();
        rehearsal.spent().claim();
        // A device may still be at work on what it was told.
        addToLast((System.nanoTime() - begin) / 1e9);
    }

    private long samplesIn(int trained) {
        return Math.min(plan.samples(), (long) trained * plan.batchSize());
    }

    private void addToLast(double waited) {
        int last = seconds.size() - 1;
        seconds.set(last, seconds.get(last) + waited);
    }

    /** Trains the batches of a step and returns how many these were. */
    private int trainStep(BatchLoader loader, int trained) throws IOException {
        long begin = System.nanoTime();
        int inStep = Math.min(spec.batchesPerStep(), plan.batches() - trained);
        long computing = 0;
        for (int index = 1; index <= inStep; index++) {
            computing += train(loader.next(), index == inStep, inStep);
        }
        step++;
        if (step % spec.reporting().everySteps() == 0) {
            rehearsal.reading(step);
        }
        long taken = computing;
        settled |= waiting.flatMap(known -> known.stepDone(taken)).isPresent();
        seconds.add((System.nanoTime() - begin) / 1e9);
        return inStep;
    }

    private long train(Batch next, boolean completes, int inStep) {
        long begin = System.nanoTime();
        try (Batch batch = next) {
            learner.train(batch, step + 1, spec.training().optimizer().learningRate(), completes, inStep);
        }
        return System.nanoTime() - begin;
    }

    /** What steps have taken since they were asked for the last time. */
    Timing take() {
        Timing timing = Timing.of(seconds);
        seconds = new ArrayList<>();
        return timing;
    }

    /** Completed steps. */
    long step() {
        return step;
    }

    /** Nothing is trained any more: what follows is done by threads that sleep, as in a run. */
    void end() {
        threads.ifPresent(engine -> engine.use(WaitingMode.SLEEPING));
    }
}
