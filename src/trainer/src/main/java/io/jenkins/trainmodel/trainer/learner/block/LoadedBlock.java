package io.jenkins.trainmodel.trainer.learner.block;

import ai.djl.nn.Block;
import java.util.function.Supplier;

/** A block of a user's own, and the way to call its code. Used by one thread. */
public interface LoadedBlock extends AutoCloseable {
    Block block();

    /** The class that has given it. */
    String type();

    /**
     * What code of the user's own gives; what it throws is said to be of that code.
     *
     * @param doing the method of the block that is called
     */
    <T> T call(String doing, Supplier<T> code);

    /**
     * The failure of a block that gives what none may give.
     *
     * @param what a sentence about it, such as "it gives nothing"
     */
    RuntimeException failure(String what);

    @Override
    void close();
}
