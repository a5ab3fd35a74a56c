package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.PlannedEpochs;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/**
 * Where a run stands.
 *
 * @param epoch the running epoch, or the last complete one where none has begun since; 0 before the first
 * @param step completed optimizer steps
 * @param elapsedSeconds training time over all resumes
 * @param plannedEpochs the epochs that the rules allow at most, where they bound them
 */
public record Progress(int epoch, long step, double elapsedSeconds, Optional<Integer> plannedEpochs) {
    static final Progress NONE = new Progress(0, 0, 0, Optional.empty());

    /** After one more event. */
    Progress after(TrainingEvent event) {
        Progress planned = planned(new PlannedEpochs(plannedEpochs).after(event).inForce());
        if (event instanceof TrainingEvent.Step step) {
            return planned.at(step.epoch(), step.step(), step.elapsedSeconds());
        }
        if (event instanceof TrainingEvent.Epoch epoch) {
            return planned.at(epoch.epoch(), epoch.step(), epoch.elapsedSeconds());
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            return planned.at(resumed.epoch(), resumed.step(), resumed.elapsedSeconds());
        }
        if (event instanceof Conclusion.Finished last) {
            return planned.at(last.epoch(), last.step(), last.elapsedSeconds());
        }
        return planned;
    }

    private Progress at(int newEpoch, long newStep, double newElapsedSeconds) {
        return new Progress(newEpoch, newStep, newElapsedSeconds, plannedEpochs);
    }

    private Progress planned(Optional<Integer> epochs) {
        return new Progress(epoch, step, elapsedSeconds, epochs);
    }
}
