package io.jenkins.trainmodel.trainer.data.inference;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.util.List;
import java.util.Optional;

/**
 * What a model has learned of its samples, and those must be like that it is asked about.
 *
 * @param sampleShape shape of one sample's features
 * @param preprocessing what was done to the features
 * @param signature what inputs and outputs mean
 * @param tokenizer how text becomes tokens; empty where the data is no text
 */
public record LearnedData(
        Task task,
        List<Integer> sampleShape,
        Preprocessing preprocessing,
        DataSignature signature,
        Optional<Tokenizer> tokenizer) {
    public LearnedData {
        sampleShape = List.copyOf(sampleShape);
    }

    /** Features of one sample. */
    public int features() {
        return sampleShape.stream().reduce(1, Math::multiplyExact);
    }

    /** Bytes of the label of a sample that is a row or an image. */
    int labelBytes() {
        return task == Task.CLASSIFICATION ? Long.BYTES : Float.BYTES;
    }
}
