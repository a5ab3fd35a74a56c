package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.steer.Extension;
import io.jenkins.trainmodel.steer.SteerableKeys;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the specification of a run says that begins where another was.
 *
 * @param inherited values by key that people gave the earlier run, which the job does not know
 * @param asked values by key that are other ones than those with which the earlier run ended
 * @param patienceAnew whether early stopping begins to count anew
 */
record RestartValues(Map<String, String> inherited, Map<String, String> asked, boolean patienceAnew) {

    /** Whether the new run is to train otherwise than the earlier one. */
    boolean areOther() {
        return patienceAnew || !asked.isEmpty();
    }

    /** All that is set over the specification of the job, by key. */
    Map<String, String> assignments() {
        Map<String, String> assignments = new LinkedHashMap<>(inherited);
        assignments.putAll(asked);
        return assignments;
    }

    /**
     * What somebody asks for.
     *
     * @throws SteeringRefusal with the specification's own message, where it does not allow a value, or no such extension
     */
    static RestartValues of(
            TrainingSpec specification, Run<?, ?> build, TrainedRun run, RestartPoint point, SteeringWords words)
            throws SteeringRefusal, IOException {
        Map<String, String> asked = extension(specification, build, run, point, words);
        asked.putAll(RunKeys.differing(specification, words.values()));
        RestartValues values = new RestartValues(inherited(build, run), asked, words.extend());
        if (!values.areOther() && endsAtOnce(build, run, point)) {
            throw SteeringRefusal.wrong(Messages.Restart_endsAtOnce());
        }
        Optional<String> problem =
                SteerableKeys.problemAtCheckpoint(specification, values.assignments(), epochOf(point));
        if (problem.isPresent()) {
            throw SteeringRefusal.wrongAsRecorded(problem.get());
        }
        return values;
    }

    /** The job begins with its own values, so those that people gave the earlier run go along: at its restart, and since. */
    private static Map<String, String> inherited(Run<?, ?> build, TrainedRun run) throws IOException {
        Map<String, String> inherited = new LinkedHashMap<>();
        RestartRequest.of(build, run.getName(), run.getCell())
                .map(RestartRequest::values)
                .ifPresent(inherited::putAll);
        inherited.putAll(new RunKeys(build, run).changed());
        return inherited;
    }

    /** What a rule has ended would be ended by it again, where nothing is different. */
    private static boolean endsAtOnce(Run<?, ?> build, TrainedRun run, RestartPoint point) throws IOException {
        return point.newest()
                && TrainingBuildAction.of(build)
                        .look(run.getId(), RunHistory::finished)
                        .filter(end -> !end.fired().isEmpty())
                        .isPresent();
    }

    private static int epochOf(RestartPoint point) {
        return point.saved().map(TrainingEvent.CheckpointSaved::epoch).orElse(0);
    }

    private static Map<String, String> extension(
            TrainingSpec specification, Run<?, ?> build, TrainedRun run, RestartPoint point, SteeringWords words)
            throws SteeringRefusal, IOException {
        if (!words.extend()) {
            return new LinkedHashMap<>();
        }
        Optional<Conclusion.Finished> end = TrainingBuildAction.of(build).look(run.getId(), RunHistory::finished);
        if (!point.isCheckpoint() || end.isEmpty()) {
            throw SteeringRefusal.wrong(Messages.Restart_notExtensible());
        }
        Extension extension = Extension.ofEnded(specification, end.get(), words.moreEpochs(), words.moreTime());
        if (extension.problem().isPresent()) {
            throw SteeringRefusal.wrongAsRecorded(extension.problem().get());
        }
        return new LinkedHashMap<>(extension.assignments());
    }
}
