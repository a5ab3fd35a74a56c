package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Checks labels before the engine sees them: a class that the network does not have would be an obscure exception on the
 * CPU and would leave a GPU unusable for the process.
 */
record BatchLabels(Task task, int classes) {
    /** @throws IllegalArgumentException if a label is not a class of the network */
    void require(Batch batch) {
        if (task != Task.CLASSIFICATION) {
            return;
        }
        LongBuffer labels =
                batch.labels().duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
        for (int sample = 0; sample < batch.size(); sample++) {
            long label = labels.get(sample);
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("label " + label + " of sample " + sample
                        + " in the batch is not in 0 to " + (classes - 1) + ", the classes of the network");
            }
        }
    }
}
