package io.jenkins.trainmodel.trainer.learner;

import ai.djl.engine.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Asks a network that was written elsewhere, of whose layers nothing is known, what it makes of samples of zeros.
 *
 * @param takesNumbers whether outputs may be a number a sample, without an axis of their own
 * @param shapeOf gives the shape of the outputs for so many samples
 */
record FittingShapes(
        Architecture architecture, boolean takesNumbers, Scripted network, IntFunction<List<Long>> shapeOf) {
    private static final String LAST_CAUSE = "RuntimeError: ";

    /**
     * Tries two sizes of batches, since a network that was traced may have taken in that of its example.
     *
     * @throws NetworkException if samples or outputs do not fit: both shapes
     */
    void require() {
        for (int samples : List.of(2, 3)) {
            List<Long> found = shape(samples);
            List<Long> needed = List.of((long) samples, (long) architecture.outputs());
            boolean single = takesNumbers && architecture.outputs() == 1 && found.equals(List.of((long) samples));
            if (!found.equals(needed) && !single) {
                throw new NetworkException(outputs(found, needed));
            }
        }
    }

    private List<Long> shape(int samples) {
        try {
            return shapeOf.apply(samples);
        } catch (EngineException failure) {
            throw new NetworkException(
                    "the network of " + network.file().path() + " cannot take " + samples + " samples of shape "
                            + architecture.sampleShape() + ", which the data has; " + firstLayer()
                            + ". The engine says: " + cause(failure),
                    failure);
        }
    }

    /** What the engine says of code that it does not load. */
    static NetworkException unreadable(Scripted network, EngineException failure) {
        return new NetworkException(
                "the code of " + network.file().path() + " cannot be loaded by the engine, PyTorch "
                        + EngineVersions.ofBuild().pytorch() + ", for which a newer one may have written it: "
                        + cause(failure),
                failure);
    }

    /** What it was made for can be seen in its first weight. */
    private String firstLayer() {
        return network.tensors().stream()
                .filter(tensor -> tensor.shape().size() > 1)
                .findFirst()
                .map(tensor -> "its first weight, " + tensor.name() + ", has the shape " + tensor.shape())
                .orElse("it has no weight that says which it takes");
    }

    private static String cause(EngineException failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        String last = message.substring(Math.max(0, message.lastIndexOf(LAST_CAUSE)));
        return last.replace(LAST_CAUSE, "").strip().lines().findFirst().orElse("nothing");
    }

    private String outputs(List<Long> found, List<Long> needed) {
        String difference = String.format(
                Locale.ROOT,
                "the network of %s gives outputs of shape %s for %d samples, and the data needs %s",
                network.file().path(),
                found,
                needed.get(0),
                needed);
        if (!found.isEmpty() && !found.get(0).equals(needed.get(0))) {
            return difference + "; it was traced for batches of one size, so export it with torch.jit.script, or write"
                    + " reshapes with -1 for the batch";
        }
        return difference
                + "; give model the key head: new to begin its last layer anew for so many outputs, if that gives"
                + " the outputs";
    }
}
