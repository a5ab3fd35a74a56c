package ai.djl.pytorch.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.function.Predicate;

/**
 * The operations of an array whose batch normalisation is in training what it is in evaluation, where its statistics are to stand
 * still: it goes by them and leaves them as they are. It stands in the engine's package, since nobody else may extend its operations.
 */
public final class StillStatistics extends PtNDArrayEx {
    private final Predicate<NDArray> still;

    /** @param still whether statistics stand still */
    public StillStatistics(PtNDArray array, Predicate<NDArray> still) {
        super(array);
        this.still = still;
    }

    @Override
    public NDList batchNorm(
            NDArray input,
            NDArray mean,
            NDArray variance,
            NDArray gamma,
            NDArray beta,
            int axis,
            float momentum,
            float epsilon,
            boolean training) {
        boolean moves = training && !still.test(mean) && !still.test(variance);
        return super.batchNorm(input, mean, variance, gamma, beta, axis, momentum, epsilon, moves);
    }
}
