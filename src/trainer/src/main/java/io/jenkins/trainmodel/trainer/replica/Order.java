package io.jenkins.trainmodel.trainer.replica;

import io.jenkins.trainmodel.trainer.collective.Collective;
import java.nio.ByteBuffer;

/**
 * What the process that leads tells the others to do with it.
 *
 * @param first what it means depends on the kind
 * @param second likewise
 * @param number likewise
 */
record Order(Kind kind, long first, long second, double number) {
    private static final int BYTES = 4 * Long.BYTES;

    enum Kind {
        /** Add up gradients of GPUs by NCCL from now on, if all can. */
        MEET,
        /** Make the learner of a specification, whose number is the first value. */
        LEARNER,
        /** Take parameters and optimizer state. */
        STATE,
        /** Load the batches of an epoch, the first value, from one on, the second. */
        LOAD,
        /** Forget the sums of the epoch before. */
        BEGIN_EPOCH,
        /** Train the next batch: of a step, the first value, at a learning rate, the number. */
        TRAIN,
        /** The same, and complete the step, which has as many batches as the second value says. */
        COMPLETE
    }

    static Order of(Kind kind) {
        return new Order(kind, 0, 0, 0);
    }

    static Order learner(int number) {
        return new Order(Kind.LEARNER, number, 0, 0);
    }

    static Order load(int epoch, int batch) {
        return new Order(Kind.LOAD, epoch, batch, 0);
    }

    static Order train(long step, double learningRate, boolean completesStep, int batchesInStep) {
        return new Order(completesStep ? Kind.COMPLETE : Kind.TRAIN, step, batchesInStep, learningRate);
    }

    /** Tells it; returns when all have heard it, however long they were busy before. */
    void tell(Collective collective) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(kind.ordinal()).putLong(first).putLong(second).putDouble(number);
        collective.broadcast(bytes.flip(), Collective.Patience.WHILE_ALIVE);
    }

    /** Waits for the next one. */
    static Order hear(Collective collective) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        collective.broadcast(bytes, Collective.Patience.WHILE_ALIVE);
        return new Order(Kind.values()[(int) bytes.getLong()], bytes.getLong(), bytes.getLong(), bytes.getDouble());
    }
}
