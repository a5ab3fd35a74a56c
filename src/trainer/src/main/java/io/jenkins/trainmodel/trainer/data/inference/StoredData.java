package io.jenkins.trainmodel.trainer.data.inference;

import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import java.util.List;

/**
 * Samples that are windows of something that lies in memory, or is mapped into it.
 *
 * @param end takes away what was kept
 */
public record StoredData(Samples samples, List<String> notes, Runnable end) implements UnseenData {
    @Override
    public BatchStream batches(int batchSize) {
        return BatchLoader.inSequence(samples, batchSize);
    }

    @Override
    public void close() {
        end.run();
    }
}
