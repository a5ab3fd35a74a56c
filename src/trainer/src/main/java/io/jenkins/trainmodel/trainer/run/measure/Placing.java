package io.jenkins.trainmodel.trainer.run.measure;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.trainer.profile.Placement;
import io.jenkins.trainmodel.trainer.profile.Profiler;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells what holds a run up: while it trains, so that a run that is killed has told it as well, and at its end, whatever that is.
 * Confined to the training thread; lifetime: the process's part of a run.
 */
public final class Placing {
    /** Below, most of what is measured is the beginning. */
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final RunContext run;
    private final long began = System.nanoTime();
    private long next = FIRST.toNanos();
    private boolean ended;

    public Placing(RunContext run) {
        this.run = run;
    }

    /** How often a run of so many seconds tells it before its end. */
    public static int timesWithin(double seconds) {
        double firsts = seconds / FIRST.toSeconds();
        return firsts < 1 ? 0 : 1 + Math.getExponent(firsts);
    }

    /** Tells it where twice the time has passed since it was told, so that a log has few of it however long the run is. */
    public void tellWhileItTrains() throws IOException {
        long passed = System.nanoTime() - began;
        if (passed >= next) {
            next = 2 * passed;
            record(found());
        }
    }

    /** What held the run up; to be asked when training has just ended. Empty where this process has trained nothing. */
    public Optional<BottleneckFound> found() {
        run.learner().takePhases().forEach(run.phases()::add);
        return new Placement(
                        run.spec(),
                        run.learner().description(),
                        run.engine().device().isGpu(),
                        run.engine().threads(),
                        Profiler.kept(run.engine()))
                .of(run.usage().spent(run.phases().all(), run.state().samples()));
    }

    /** Tells it for the last time; a device that fails at the end lets a run end once more. */
    public void tellAtTheEnd(Optional<BottleneckFound> found) throws IOException {
        if (!ended) {
            ended = true;
            record(found);
        }
    }

    /** Tells it of a run that fails, unless its end was told; whatever goes wrong with that is less than what has ended it. */
    public void tellBefore(Throwable failure) {
        try {
            tellAtTheEnd(found());
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private void record(Optional<BottleneckFound> found) throws IOException {
        if (found.isPresent()) {
            run.journal().record(found.get());
        }
    }
}
