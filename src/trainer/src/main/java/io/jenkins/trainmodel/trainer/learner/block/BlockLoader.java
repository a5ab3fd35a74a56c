package io.jenkins.trainmodel.trainer.learner.block;

import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Loads blocks from users' own code. Found as that code finds its parts: whoever builds a network knows nothing of jars and class
 * loaders.
 */
public interface BlockLoader {
    /**
     * A block of its own, whose parameters have no values yet.
     *
     * @param sampleShape shape of one sample
     * @param outputs number of classes, or of predicted values
     */
    LoadedBlock load(OwnBlock.Code code, List<Integer> sampleShape, int outputs);

    /** The one there is. */
    static BlockLoader find() {
        return ServiceLoader.load(BlockLoader.class, BlockLoader.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing loads blocks of users' own"));
    }
}
