package io.jenkins.trainmodel.trainer.collective;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * One of several processes that compute together. All of them call the same methods in the same order, and each by one thread; a
 * call returns when all have come to it. A sum has the same bits in all processes and however often it is taken, since its terms are
 * added in the order of the ranks.
 *
 * <p>No call waits for ever: where another process has ended, or hangs, it ends with a {@link LostMemberException}, and nothing more
 * can be computed together.
 */
public interface Collective extends AutoCloseable {
    /** How long to wait for the others. */
    enum Patience {
        /** As long as a step may take. */
        BOUNDED,
        /** As long as the others live, since nobody knows how much they have to do before. */
        WHILE_ALIVE
    }

    /** The number of this process, counted from 0. Rank 0 leads. */
    int rank();

    /** How many processes there are, at least 1. */
    int size();

    /**
     * Replaces the bytes between position and limit by those of rank 0, of which there are as many; moves no position.
     *
     * @throws LostMemberException if another process has ended, or hangs
     */
    void broadcast(ByteBuffer bytes, Patience patience);

    /**
     * Replaces each value between position and limit by the sum over all processes; moves no position.
     *
     * @throws LostMemberException if another process has ended, or hangs
     */
    void sum(FloatBuffer values);

    /**
     * The same of double values.
     *
     * @throws LostMemberException if another process has ended, or hangs
     */
    void sum(double[] values);

    /** Adds up what lies in memory of GPUs, without a way through the host's; empty where that cannot be had. */
    default Optional<DeviceSum> onDevice() {
        return Optional.empty();
    }

    @Override
    void close();
}
