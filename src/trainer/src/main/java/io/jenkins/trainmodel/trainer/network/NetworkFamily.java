package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import java.util.List;
import java.util.Set;

/** A kind of network, found by its name. A further one is a class of its own and a line in {@link Networks}. */
interface NetworkFamily {
    /** The name in specifications. */
    String name();

    /** The keys it takes besides {@code type}; all have defaults. */
    Set<String> options();

    /**
     * The layers for these samples.
     *
     * @throws NetworkException if options or sizes do not fit
     */
    Sequential build(Options options, List<Integer> sampleShape, int outputs);
}
