package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.evaluation.WallClock;
import io.jenkins.trainmodel.trainer.run.challenge.Challenge;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * The time of day for deadlines, with what saving and packaging will take by what this run's checkpoints and validations
 * took. Confined to the training thread.
 */
public final class WallTime {
    /**
     * What lies between a decision and the last event, as checkpoints: the one that is still being written, the last one,
     * parameters and script of the package, and reading it again.
     */
    private static final int CHECKPOINTS_AT_END = 5;
    /** Of the epoch that ends right then, of a model that no epoch has measured, and of the package's two forms. */
    private static final int VALIDATIONS_AT_END = 4;
    /** The reference's model, and the kept one sample by sample. */
    private static final int VALIDATIONS_OF_CHALLENGE = 2;
    /** A disk or a processor that others use as well must not cost the deadline. */
    private static final double SAFETY = 1.5;

    private static final double BYTES_PER_PARAMETER = 12;
    /** Of a slow network disk; for as long as no checkpoint was measured. */
    private static final double BYTES_PER_SECOND = 50e6;

    private final RunContext run;
    private final Instant origin;
    private double checkpointSeconds;
    private double validationSeconds;
    private double writingSeconds;

    WallTime(RunContext run, Instant origin) {
        this.run = run;
        this.origin = origin;
    }

    public void checkpointTook(double seconds) {
        checkpointSeconds = Math.max(checkpointSeconds, seconds);
    }

    public void validationTook(double seconds) {
        validationSeconds = Math.max(validationSeconds, seconds);
    }

    /** What a language model writes after an epoch, the last one too. */
    public void writingTook(double seconds) {
        writingSeconds = Math.max(writingSeconds, seconds);
    }

    public WallClock now() {
        return new WallClock(origin, ZonedDateTime.now(), reserve());
    }

    private Duration reserve() {
        int validations = VALIDATIONS_AT_END + (Challenge.isWanted(run.spec()) ? VALIDATIONS_OF_CHALLENGE : 0);
        double draws =
                Challenge.secondsOfDraws(run.spec(), run.data().validation().size());
        double seconds =
                SAFETY * (CHECKPOINTS_AT_END * checkpoint() + validations * validation() + draws + writingSeconds);
        Duration measured = Duration.ofMillis((long) (1000 * seconds));
        return measured.compareTo(Deadline.SMALLEST_RESERVE) > 0 ? measured : Deadline.SMALLEST_RESERVE;
    }

    private double checkpoint() {
        double parameters = run.learner().description().parameters();
        return checkpointSeconds > 0 ? checkpointSeconds : parameters * BYTES_PER_PARAMETER / BYTES_PER_SECOND;
    }

    /** Until one was measured, a sample takes as long as in training, which does more with it. */
    private double validation() {
        RunState state = run.state();
        double secondsPerSample = state.elapsedSeconds() / ((state.step() + 1.0) * run.samplesPerStep());
        return validationSeconds > 0
                ? validationSeconds
                : run.data().validation().size() * secondsPerSample;
    }
}
