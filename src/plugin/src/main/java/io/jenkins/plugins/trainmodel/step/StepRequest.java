package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import io.jenkins.plugins.trainmodel.run.ArchiveWish;
import io.jenkins.plugins.trainmodel.run.CheckpointChoice;
import io.jenkins.plugins.trainmodel.run.Overlay;
import io.jenkins.plugins.trainmodel.run.TrainingRequest;
import java.util.List;

/** The step in words that survive a restart. */
final class StepRequest {
    private StepRequest() {}

    /** Throws {@link AbortException} with everything that is wrong with the step's parameters. */
    static TrainingRequest of(TrainModelStep step) throws AbortException {
        List<String> problems = StepCheck.problems(step);
        if (!problems.isEmpty()) {
            throw new AbortException(String.join("\n", problems));
        }
        return new TrainingRequest(
                step.getSpec(),
                step.getName(),
                step.getOut(),
                Overlay.json(
                        step.getName(),
                        step.getStopWhen().stream()
                                .map(StopCondition::toSpecification)
                                .toList()),
                step.getSet(),
                archive(step),
                step.getGrace(),
                step.getJava(),
                step.isResume());
    }

    private static ArchiveWish archive(TrainModelStep step) {
        CheckpointChoice checkpoints =
                CheckpointChoice.find(step.getCheckpoints()).orElse(CheckpointChoice.NONE);
        return new ArchiveWish(step.isArchive(), checkpoints, step.isLogs(), step.isEvents(), step.isTensorboard());
    }
}
