package io.jenkins.trainmodel.trainer.profile;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.spec.CheckpointSpec;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.trainer.profile.Causes.Cause;
import java.util.List;

/**
 * Chooses the one setting that is most likely to help.
 *
 * @param stages how much of the machine the run has used
 */
record AdviceChoice(Placement placement, List<Stage> stages) {
    /** From this share of a disk's peak on, it is the disk that is waited for. */
    private static final double BUSY = 0.5;

    /** A device that does no more than this share of what it can is given too little at a time. */
    private static final double LITTLE = 0.3;

    /** Faster by so much, a precision pays. */
    private static final double PAYS = 1.3;

    /** Steps between readings, without another word in the specification. */
    private static final int USUAL_STEPS = 50;

    Advice of(Cause cause) {
        return switch (cause.detail()) {
            case WAITING -> ofWaiting();
            case BRINGING, CALLING -> Advice.BATCH_SIZE;
            case COMPUTING -> cause.bottleneck().equals(BottleneckFound.MEMORY) ? ofMemory() : ofComputing();
            case BETWEEN ->
                placement.spec().reporting().everySteps() < USUAL_STEPS ? Advice.READINGS : Advice.BATCH_SIZE;
            case CHECKPOINT -> ofCheckpoints(placement.spec().checkpoint());
            case VALIDATION ->
                placement.spec().training().validateEverySteps().isPresent()
                        ? Advice.VALIDATION_WITHIN
                        : Advice.VALIDATION;
        };
    }

    private Advice ofWaiting() {
        if (share("disk") >= BUSY) {
            return Advice.DISK;
        }
        return placement.spec().data().augment().isPresent() ? Advice.AUGMENT : Advice.PROCESSORS;
    }

    /** Numbers of half the size are moved in half the time, where the device can compute with them. */
    private Advice ofMemory() {
        return gainOfBfloat16() >= 1 ? Advice.PRECISION : Advice.BATCH_SIZE;
    }

    private Advice ofComputing() {
        if (placement.profile().isEmpty()) {
            return Advice.PROFILE;
        }
        if (gainOfBfloat16() >= PAYS) {
            return Advice.PRECISION;
        }
        if (!placement.gpu() && placement.threads() < placement.profile().get().threads()) {
            return Advice.THREADS;
        }
        return share("compute") < LITTLE ? Advice.BATCH_SIZE : Advice.DEVICE;
    }

    private static Advice ofCheckpoints(CheckpointSpec checkpoint) {
        if (checkpoint.everySteps().isPresent()) {
            return Advice.CHECKPOINTS_WITHIN;
        }
        return checkpoint.everyMinutes().isPresent() ? Advice.CHECKPOINTS_BY_TIME : Advice.CHECKPOINTS;
    }

    /** By how much faster it computes; 0 where the run has it already, or the device does not know it. */
    private double gainOfBfloat16() {
        if (placement.spec().training().precision() == Precision.BFLOAT16) {
            return 0;
        }
        return placement
                .profile()
                .map(MachineProfile::matrix)
                .flatMap(MachineProfile.MatrixRates::bfloat16)
                .flatMap(fast -> placement.peakFlop().map(own -> fast / own))
                .orElse(0.0);
    }

    private double share(String stage) {
        return stages.stream()
                .filter(one -> one.stage().equals(stage))
                .flatMap(one -> one.share().stream())
                .findFirst()
                .orElse(0.0);
    }
}
