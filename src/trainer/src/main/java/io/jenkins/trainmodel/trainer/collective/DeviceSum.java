package io.jenkins.trainmodel.trainer.collective;

/**
 * Adds up values over all processes where they lie, in memory of GPUs. Used by one thread, behind a call of the {@link Collective}
 * to which all have come: whoever hangs before is found there.
 */
public interface DeviceSum extends AutoCloseable {
    /**
     * Replaces each value by the sum over all processes, which has the same bits in all of them.
     *
     * @param done returns when the GPU has done what it was told, or throws what has failed there
     * @throws LostMemberException if another process has ended, or hangs
     * @throws DeviceSumException if the GPUs cannot add up
     */
    void sum(DeviceFloats values, Runnable done);

    @Override
    void close();
}
