package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Reads and makes lists of tensors in tests. */
final class Tensors {
    private Tensors() {}

    /** As they are now, whatever a learner makes of its own later. */
    static List<NamedTensor> copies(List<NamedTensor> tensors) {
        return tensors.stream().<NamedTensor>map(HostTensor::copyOf).toList();
    }

    static float[] values(NamedTensor tensor) {
        float[] values = new float[tensor.data().asFloatBuffer().remaining()];
        tensor.data().asFloatBuffer().get(values);
        return values;
    }

    static float[] values(List<NamedTensor> tensors, String name) {
        return values(tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    /** All elements in one array. */
    static double[] flat(List<NamedTensor> tensors) {
        return tensors.stream()
                .flatMapToDouble(tensor -> {
                    float[] values = values(tensor);
                    return java.util.stream.IntStream.range(0, values.length).mapToDouble(i -> values[i]);
                })
                .toArray();
    }

    /** Tensors like these with other elements, given by their place in the flat array. */
    static List<NamedTensor> like(List<NamedTensor> tensors, IntToDoubleFunction element) {
        List<NamedTensor> others = new ArrayList<>();
        int offset = 0;
        for (NamedTensor tensor : tensors) {
            float[] values = new float[values(tensor).length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) element.applyAsDouble(offset + i);
            }
            offset += values.length;
            others.add(HostTensor.of(tensor.name(), tensor.shape(), values));
        }
        return others;
    }
}
