package io.jenkins.trainmodel.trainer.data.inference;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.nio.ByteBuffer;

/** Samples one after the other, none of which is kept. Used by one thread. */
public interface SampleReader extends AutoCloseable {
    /**
     * Reads the next sample.
     *
     * @param features takes its features as float32
     * @param labels takes its label where samples are read with labels
     * @return false: there is no other one
     * @throws DataException if it is none that the model can be asked about
     */
    boolean read(ByteBuffer features, ByteBuffer labels);

    /** What the sample that was read last is called: its number, its file, or what it has in a column for that. */
    String name();

    @Override
    void close();
}
