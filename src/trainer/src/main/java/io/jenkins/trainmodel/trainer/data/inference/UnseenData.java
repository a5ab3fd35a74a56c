package io.jenkins.trainmodel.trainer.data.inference;

import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import java.util.List;

/** New samples for a model, to be read as often as need be. */
public interface UnseenData extends AutoCloseable {
    /** All of them, from the first on. */
    BatchStream batches(int batchSize);

    /** What people should know of the samples, once all were read. */
    List<String> notes();

    /** Takes away what was kept to read them. */
    @Override
    default void close() {
        // most keep nothing
    }
}
