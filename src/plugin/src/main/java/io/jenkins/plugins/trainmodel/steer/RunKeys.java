package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.steer.Extension;
import io.jenkins.trainmodel.steer.RunningSpec;
import io.jenkins.trainmodel.steer.SteerableKey;
import io.jenkins.trainmodel.steer.SteerableKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a run's specification that people may change, and what the specification says of new ones. */
public record RunKeys(Run<?, ?> build, TrainedRun run) {

    /** Those that may change while the run trains; none before its beginning. */
    public List<KeyField> fields() throws IOException {
        return keys().stream()
                .filter(SteerableKey::whileTraining)
                .map(KeyField::new)
                .toList();
    }

    /** Those that may be others where a new run begins. */
    public List<KeyField> fieldsAtBeginning() throws IOException {
        return keys().stream().map(KeyField::new).toList();
    }

    private List<SteerableKey> keys() throws IOException {
        return specification()
                .map(known -> SteerableKeys.of(known, Reader.audience()))
                .orElse(List.of());
    }

    public Optional<TrainingSpec> specification() throws IOException {
        return TrainingBuildAction.of(build).look(run.getId(), RunKeys::specification);
    }

    private static Optional<TrainingSpec> specification(RunHistory history) {
        return history.started().flatMap(started -> RunningSpec.of(started, changes(history)));
    }

    /** Those that are others now than when the run began. */
    Map<String, String> changed() throws IOException {
        Optional<TrainingSpec> begin = TrainingBuildAction.of(build)
                .look(run.getId(), history -> history.started().flatMap(started -> RunningSpec.of(started, List.of())));
        Optional<TrainingSpec> now = specification();
        return begin.isPresent() && now.isPresent() ? changed(begin.get(), now.get()) : Map.of();
    }

    static Map<String, String> changed(TrainingSpec begin, TrainingSpec now) {
        Map<String, String> values = new LinkedHashMap<>();
        SteerableKeys.of(now).forEach(key -> values.put(key.key(), key.value()));
        SteerableKeys.of(begin).forEach(key -> values.remove(key.key(), key.value()));
        return values;
    }

    private static List<HyperparameterChanged> changes(RunHistory history) {
        return history.notable().stream()
                .map(EventRecord::event)
                .filter(HyperparameterChanged.class::isInstance)
                .map(HyperparameterChanged.class::cast)
                .toList();
    }

    /**
     * What is new among the values.
     *
     * @throws SteeringRefusal with the specification's own message, where it does not allow one, and where nothing is new
     */
    public Map<String, String> changes(Map<String, String> values) throws SteeringRefusal, IOException {
        TrainingSpec spec = specificationNow();
        Map<String, String> changes = differing(spec, values);
        if (changes.isEmpty()) {
            throw SteeringRefusal.wrong(Messages.Steering_nothingNew());
        }
        Optional<String> problem = SteerableKeys.problem(spec, changes, completedEpochs());
        if (problem.isPresent()) {
            throw SteeringRefusal.wrongAsRecorded(problem.get());
        }
        return changes;
    }

    /** Those of the values that are other ones than the specification's. */
    public static Map<String, String> differing(TrainingSpec specification, Map<String, String> values) {
        Map<String, String> differing = new LinkedHashMap<>(values);
        SteerableKeys.of(specification).forEach(key -> differing.remove(key.key(), key.value()));
        return differing;
    }

    /** Those of the values that are other ones than the run has now; all of them where nobody knows what it has. */
    public Map<String, String> differing(Map<String, String> values) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(values);
        return specification().map(known -> differing(known, values)).orElse(all);
    }

    private int completedEpochs() {
        return TrainingBuildAction.of(build).status(run).getEpochs();
    }

    private TrainingSpec specificationNow() throws SteeringRefusal, IOException {
        return specification().orElseThrow(() -> SteeringRefusal.untimely(Messages.Steering_noSpecification()));
    }

    /** Refuses what would change nothing, and what has nothing to be raised. */
    void refuseToExtend(Optional<Integer> epochs, Optional<Duration> time) throws SteeringRefusal, IOException {
        Optional<String> problem =
                Extension.whileTraining(specificationNow(), epochs, time).problem();
        if (problem.isPresent()) {
            throw SteeringRefusal.wrongAsRecorded(problem.get());
        }
    }
}
