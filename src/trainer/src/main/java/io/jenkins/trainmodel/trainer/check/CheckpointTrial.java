package io.jenkins.trainmodel.trainer.check;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.estimate.Rehearsal;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A checkpoint of a learner, written as a run writes it into a directory that is removed afterwards, and read back. */
record CheckpointTrial(TrainingSpec spec, LoadedData data, Learner learner, Path disk) {

    /**
     * The size of all its files.
     *
     * @throws Attempts.RefusedException if what is read is not what was written
     */
    long bytes() throws IOException, Attempts.RefusedException {
        try (Rehearsal rehearsal = new Rehearsal(spec, data, learner, Optional.empty(), disk)) {
            rehearsal.epochEnd(Map.of(), 1, Rehearsal.Saves.WAITING);
            Checkpoint checkpoint = rehearsal.checkpoint().orElseThrow();
            List<String> damage = new ArrayList<>(Checkpoint.verify(checkpoint.directory()));
            damage.addAll(differences(learner.parameters(), checkpoint.parameters()));
            damage.addAll(differences(learner.optimizerState(), checkpoint.optimizerState()));
            if (!damage.isEmpty()) {
                throw new Attempts.RefusedException(damage);
            }
            learner.restoreParameters(checkpoint.parameters());
            learner.restoreOptimizerState(checkpoint.optimizerState());
            return checkpoint.bytes();
        }
    }

    /** Files hold their tensors in an order of their own. */
    private static List<String> differences(List<NamedTensor> written, List<NamedTensor> read) throws IOException {
        Map<String, NamedTensor> found =
                read.stream().collect(Collectors.toMap(NamedTensor::name, Function.identity()));
        if (written.size() != read.size()) {
            return List.of("%d tensors were written, and %d were read back".formatted(written.size(), read.size()));
        }
        List<String> differences = new ArrayList<>();
        for (NamedTensor tensor : written) {
            NamedTensor other = found.get(tensor.name());
            if (other == null || !new TensorPieces().isEqual(tensor, other)) {
                differences.add("the tensor %s was read back otherwise than it was written; is the disk sound?"
                        .formatted(tensor.name()));
            }
        }
        return differences;
    }
}
