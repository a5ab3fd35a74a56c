package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import io.jenkins.plugins.trainmodel.gates.TrainingGate;
import io.jenkins.plugins.trainmodel.reference.ReferenceWish;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import io.jenkins.plugins.trainmodel.run.ArchiveWish;
import io.jenkins.plugins.trainmodel.run.CheckpointChoice;
import io.jenkins.plugins.trainmodel.run.NightlyWish;
import io.jenkins.plugins.trainmodel.run.Overlay;
import io.jenkins.plugins.trainmodel.run.TrainingRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The step in words that survive a restart. */
final class StepRequest {
    private StepRequest() {}

    /**
     * The request.
     *
     * @param seen what is left of a wish for a reference of who the build runs as; asked on the build's own thread
     * @throws AbortException with everything that is wrong with the step's parameters
     */
    static TrainingRequest of(TrainModelStep step, UnaryOperator<ReferenceWish> seen) throws AbortException {
        List<String> problems = StepCheck.problems(step);
        if (!problems.isEmpty()) {
            throw new AbortException(String.join("\n", problems));
        }
        TrainingRequest request = new TrainingRequest(
                step.getSpec(),
                step.getName(),
                step.getOut(),
                Overlay.json(
                        step.getName(),
                        step.getStopWhen().stream()
                                .map(StopCondition::toSpecification)
                                .toList(),
                        step.getGates().stream()
                                .map(TrainingGate::toSpecification)
                                .toList(),
                        warmStart(step)),
                step.getSet(),
                archive(step),
                step.getGrace(),
                step.getJava(),
                step.isResume() && !step.isDryRun(),
                nightly(step, seen),
                step.isDryRun());
        return request.waiting(step.waits()).watching(step.getCommand());
    }

    /** As the specification has it; empty: the specification's own. */
    private static Map<String, Object> warmStart(TrainModelStep step) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!step.getWarmStart().isEmpty()) {
            values.put("from", step.getWarmStart());
            values.put("freeze", step.getFreeze());
            values.put("reset", step.getReset());
        }
        return values;
    }

    private static NightlyWish nightly(TrainModelStep step, UnaryOperator<ReferenceWish> seen) {
        ReferenceWish reference = step.getReference() == null
                ? ReferenceWish.NONE
                : seen.apply(step.getReference().wish());
        return new NightlyWish(reference, step.getWhenMissing(), step.isPromote(), !step.isPropagate());
    }

    private static ArchiveWish archive(TrainModelStep step) {
        CheckpointChoice checkpoints =
                CheckpointChoice.find(step.getCheckpoints()).orElse(CheckpointChoice.NONE);
        return new ArchiveWish(step.isArchive(), checkpoints, step.isLogs(), step.isEvents(), step.isTensorboard());
    }
}
