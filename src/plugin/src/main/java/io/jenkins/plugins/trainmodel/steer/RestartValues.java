package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.steer.Extension;
import io.jenkins.trainmodel.steer.SteerableKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the specification of a run says that begins where another was.
 *
 * @param assignments values by key that are other ones than the earlier run's
 * @param patienceAnew whether early stopping begins to count anew
 */
record RestartValues(Map<String, String> assignments, boolean patienceAnew) {

    /**
     * What somebody asks for.
     *
     * @throws SteeringRefusal with the specification's own message, where it does not allow a value, or no such extension
     */
    static RestartValues of(
            TrainingSpec specification, Run<?, ?> build, TrainedRun run, RestartPoint point, SteeringWords words)
            throws SteeringRefusal, IOException {
        Optional<Integer> epochs = words.moreEpochs();
        Optional<Duration> duration = words.moreTime();
        boolean extended = epochs.isPresent() || duration.isPresent();
        Map<String, String> values = new LinkedHashMap<>();
        if (extended) {
            values.putAll(extension(specification, build, run, point, epochs, duration));
        }
        values.putAll(RunKeys.differing(specification, words.values()));
        Optional<String> problem = SteerableKeys.problemAtCheckpoint(specification, values, epochOf(point));
        if (problem.isPresent()) {
            throw SteeringRefusal.wrong(problem.get());
        }
        return new RestartValues(values, extended);
    }

    private static int epochOf(RestartPoint point) {
        return point.saved().map(TrainingEvent.CheckpointSaved::epoch).orElse(0);
    }

    private static Map<String, String> extension(
            TrainingSpec specification,
            Run<?, ?> build,
            TrainedRun run,
            RestartPoint point,
            Optional<Integer> epochs,
            Optional<Duration> duration)
            throws SteeringRefusal, IOException {
        Optional<TrainingEvent.Finished> end = TrainingBuildAction.of(build).look(run.getId(), RunHistory::finished);
        if (!point.isCheckpoint() || end.isEmpty()) {
            throw SteeringRefusal.wrong(Messages.Restart_notExtensible());
        }
        Extension extension = Extension.ofEnded(specification, end.get(), epochs, duration);
        if (extension.problem().isPresent()) {
            throw SteeringRefusal.wrong(extension.problem().get());
        }
        return extension.assignments();
    }
}
