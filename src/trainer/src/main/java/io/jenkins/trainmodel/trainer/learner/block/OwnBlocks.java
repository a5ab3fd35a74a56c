package io.jenkins.trainmodel.trainer.learner.block;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import java.util.List;

/** Networks that are blocks of users' own. The engine must have been loaded. */
public final class OwnBlocks {
    private OwnBlocks() {}

    /**
     * The network, of which the block tells the parameters.
     *
     * @param family the name by which specifications call such networks
     */
    public static Architecture describe(String family, OwnBlock.Code code, List<Integer> sampleShape, int outputs) {
        try (LoadedBlock loaded = BlockLoader.find().load(code, sampleShape, outputs)) {
            OwnBlock block = OwnBlock.of(
                    code,
                    loaded.type(),
                    outputs,
                    BlockTensors.initialize(loaded, sampleShape, 0).described());
            return new Architecture(family, sampleShape, outputs, block.alone());
        }
    }
}
