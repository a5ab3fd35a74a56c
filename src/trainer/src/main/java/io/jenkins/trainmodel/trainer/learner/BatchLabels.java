package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.OptionalInt;

/**
 * Checks labels, and the tokens of a text, before the engine sees them: what the network does not have would be an obscure
 * exception on the CPU and would leave a GPU unusable for the process.
 *
 * @param classes how many labels there are
 * @param vocabulary how many tokens there are; empty where samples are numbers
 */
record BatchLabels(Task task, int classes, OptionalInt vocabulary) {

    static BatchLabels of(LearnerSettings settings) {
        return new BatchLabels(
                settings.task(),
                settings.architecture().outputs(),
                settings.architecture().network().vocabulary());
    }

    /** @throws IllegalArgumentException if a label is not a class or token of the network */
    void require(Batch batch) {
        if (task == Task.CLASSIFICATION || task == Task.LANGUAGE_MODEL) {
            LongBuffer labels =
                    batch.labels().duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
            for (int label = 0; label < labels.limit(); label++) {
                require(labels.get(label), classes, "label", label);
            }
        }
        if (vocabulary.isPresent()) {
            IntBuffer tokens =
                    batch.features().duplicate().order(ByteOrder.nativeOrder()).asIntBuffer();
            for (int token = 0; token < tokens.limit(); token++) {
                require(tokens.get(token), vocabulary.getAsInt(), "token", token);
            }
        }
    }

    private void require(long number, int count, String what, int place) {
        if (number < 0 || number >= count) {
            boolean ofSample = what.equals("label") && task == Task.CLASSIFICATION;
            throw new IllegalArgumentException(what + " " + number + " of " + (ofSample ? "sample " : "place ") + place
                    + " in the batch is not in 0 to " + (count - 1) + ", the " + (ofSample ? "classes" : "tokens")
                    + " of the network");
        }
    }
}
