package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Checks labels, and the tokens of a text, before the engine sees them: what the network does not have would be an obscure exception on
 * the CPU and would leave a GPU unusable for the process.
 */
record BatchLabels(Task task, int classes) {
    /** @throws IllegalArgumentException if a label is not a class or token of the network */
    void require(Batch batch) {
        if (task == Task.REGRESSION) {
            return;
        }
        LongBuffer labels =
                batch.labels().duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
        for (int label = 0; label < labels.limit(); label++) {
            require(labels.get(label), "label", label);
        }
        if (task == Task.LANGUAGE_MODEL) {
            IntBuffer tokens =
                    batch.features().duplicate().order(ByteOrder.nativeOrder()).asIntBuffer();
            for (int token = 0; token < tokens.limit(); token++) {
                require(tokens.get(token), "token", token);
            }
        }
    }

    private void require(long number, String what, int place) {
        if (number < 0 || number >= classes) {
            String kind = task == Task.CLASSIFICATION ? "classes" : "tokens";
            String where = task == Task.CLASSIFICATION ? "sample " : "place ";
            throw new IllegalArgumentException(what + " " + number + " of " + where + place
                    + " in the batch is not in 0 to " + (classes - 1) + ", the " + kind + " of the network");
        }
    }
}
