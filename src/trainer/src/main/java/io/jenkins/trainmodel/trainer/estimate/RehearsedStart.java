package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.run.DataTold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a run writes when it begins.
 *
 * @param plannedEpochs the epochs that the rules allow at most
 * @param environment label to value for people
 */
record RehearsedStart(long stepsPerEpoch, Optional<Integer> plannedEpochs, Map<String, String> environment) {

    void write(RunDirectory directory, RehearsedLog log, TrainingSpec spec, LoadedData data, LearnerDescription learner)
            throws IOException {
        DurableFiles.write(directory.specification(), SpecWriter.toText(spec).getBytes(StandardCharsets.UTF_8));
        log.record(new TrainingEvent.Started(
                "estimate",
                spec.name(),
                SpecWriter.toJson(spec),
                environment,
                data.train().size(),
                data.validation().size(),
                stepsPerEpoch,
                plannedEpochs,
                learner.parameters(),
                1.0 / 3,
                Optional.empty()));
        log.record(DataTold.of(data));
    }
}
