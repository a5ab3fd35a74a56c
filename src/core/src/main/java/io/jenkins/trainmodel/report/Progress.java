package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/**
 * Where a run stands.
 *
 * @param epoch the running epoch, or the last complete one where none has begun since; 0 before the first
 * @param step completed optimizer steps
 * @param elapsedSeconds training time over all resumes
 * @param plannedEpochs the epochs that the rules allow at most, where they bound them
 * @param secondsLeft estimated seconds until the run ends, where the rules allow an estimate
 */
public record Progress(
        int epoch, long step, double elapsedSeconds, Optional<Integer> plannedEpochs, Optional<Double> secondsLeft) {
    static final Progress NONE = new Progress(0, 0, 0, Optional.empty(), Optional.empty());

    Progress at(int newEpoch, long newStep, double newElapsedSeconds) {
        return new Progress(newEpoch, newStep, newElapsedSeconds, plannedEpochs, secondsLeft);
    }

    Progress after(TrainingEvent.Epoch complete) {
        return new Progress(
                complete.epoch(),
                complete.step(),
                complete.elapsedSeconds(),
                plannedEpochs,
                complete.secondsLeft().filter(Double::isFinite));
    }

    Progress planned(Optional<Integer> epochs) {
        return new Progress(epoch, step, elapsedSeconds, epochs, secondsLeft);
    }

    Progress ended() {
        return new Progress(epoch, step, elapsedSeconds, plannedEpochs, Optional.empty());
    }
}
