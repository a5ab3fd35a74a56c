package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import java.util.List;

/** Where batch normalisation needs several samples: over a single value there is no variance, and it is not a number. */
public final class Normalization {
    private Normalization() {}

    /** Whether a network normalises by batches at all. */
    public static boolean isIn(Architecture architecture) {
        return architecture.network().contains(BatchNorm2d.class);
    }

    /** Whether a layer sees one value a channel of each sample, so that a batch of one sample has no variance. */
    public static boolean isOfSingleValues(Architecture architecture) {
        return isOfSingleValues(architecture.network(), architecture.sampleShape());
    }

    private static boolean isOfSingleValues(Layer layer, List<Integer> input) {
        if (layer instanceof Scripted || layer instanceof OwnBlock) {
            // of which nobody knows what shapes its layers see
            return layer.contains(BatchNorm2d.class);
        }
        if (layer instanceof BatchNorm2d) {
            return input.get(1) == 1 && input.get(2) == 1;
        }
        if (layer instanceof Residual residual) {
            return isOfSingleValues(residual.body(), input)
                    || residual.downsample()
                            .filter(shortcut -> isOfSingleValues(shortcut, input))
                            .isPresent();
        }
        return layer instanceof Sequential sequence && isInSequence(sequence, input);
    }

    private static boolean isInSequence(Sequential sequence, List<Integer> input) {
        List<Integer> shape = input;
        for (Sequential.Child child : sequence.layers()) {
            if (isOfSingleValues(child.layer(), shape)) {
                return true;
            }
            shape = child.layer().cost(shape).outputShape();
        }
        return false;
    }
}
