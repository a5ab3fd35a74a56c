package io.jenkins.trainmodel.trainer.data.batch;

import java.util.Iterator;

/** Batches one after the other, each of which its user closes before the next one is asked for. Used by one thread. */
public interface BatchStream extends Iterator<Batch>, AutoCloseable {
    @Override
    void close();
}
