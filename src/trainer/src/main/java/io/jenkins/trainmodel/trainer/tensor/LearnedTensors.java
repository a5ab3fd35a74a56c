package io.jenkins.trainmodel.trainer.tensor;

import java.util.List;
import java.util.stream.Stream;

/**
 * All tensors that a training goes on from.
 *
 * @param parameters parameters and buffers
 * @param optimizerState the optimizer's state by parameter, the count of updates, and the epoch's sums
 * @param release frees what holds them; they are not read any more then
 */
public record LearnedTensors(List<NamedTensor> parameters, List<NamedTensor> optimizerState, Runnable release)
        implements AutoCloseable {

    /** Tensors that hold no memory of their own. */
    public static LearnedTensors of(List<NamedTensor> parameters, List<NamedTensor> optimizerState) {
        return new LearnedTensors(List.copyOf(parameters), List.copyOf(optimizerState), () -> {});
    }

    /** Bytes of all of them. */
    public long bytes() {
        return Stream.concat(parameters.stream(), optimizerState.stream())
                .mapToLong(NamedTensor::byteSize)
                .sum();
    }

    @Override
    public void close() {
        release.run();
    }
}
