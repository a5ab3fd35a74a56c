package io.jenkins.trainmodel.trainer.check;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;

/** The first batch of a stream, and no other. */
final class FirstBatch implements BatchStream {
    private final BatchStream batches;
    private boolean given;

    FirstBatch(BatchStream batches) {
        this.batches = batches;
    }

    @Override
    public boolean hasNext() {
        return !given && batches.hasNext();
    }

    @Override
    public Batch next() {
        given = true;
        return batches.next();
    }

    @Override
    public void close() {
        batches.close();
    }
}
