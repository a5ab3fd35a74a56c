package io.jenkins.trainmodel.trainer.tensor;

import java.util.List;

/**
 * A tensor as a safetensors header describes it.
 *
 * @param begin offset of its first byte, counted from the end of the header
 * @param end offset after its last byte
 */
record TensorEntry(String name, TensorType type, List<Long> shape, long begin, long end) {
    long bytes() {
        return end - begin;
    }
}
