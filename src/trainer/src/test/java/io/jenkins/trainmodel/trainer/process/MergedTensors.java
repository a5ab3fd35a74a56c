package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tensors of a network and of adapters beside it, which a package is to hold as W + scale × B A. */
final class MergedTensors {
    private static final String WRAPPED = "base_model.model.";

    private final double scale;
    private final Map<String, NamedTensor> apart = new HashMap<>();

    MergedTensors(double scale) {
        this.scale = scale;
    }

    MergedTensors and(List<NamedTensor> tensors) {
        tensors.forEach(tensor -> apart.put(tensor.name(), tensor));
        return this;
    }

    /** By the names that PEFT has for them. */
    MergedTensors andOfPeft(List<NamedTensor> tensors) {
        for (NamedTensor tensor : tensors) {
            assertThat(tensor.name()).startsWith(WRAPPED);
            apart.put(tensor.name().substring(WRAPPED.length()), tensor);
        }
        return this;
    }

    /** Requires that the package of a run is what they come to, and that adapters have learned something. */
    void requireIn(RunFolder run) throws Exception {
        int layers = 0;
        for (NamedTensor merged : ModelPackage.open(run.names().model()).parameters()) {
            String layer = merged.name().replaceAll("\\.weight$", "");
            if (apart.containsKey(layer + ".lora_A.weight")) {
                requireMerged(merged, layer);
                layers++;
            } else {
                assertThat(merged.data())
                        .as(merged.name())
                        .isEqualTo(apart.get(merged.name()).data());
            }
        }
        assertThat(layers).isPositive();
    }

    private void requireMerged(NamedTensor merged, String layer) {
        float[] before = values(apart.get(merged.name()));
        float[] up = values(apart.get(layer + ".lora_B.weight"));
        float[] down = values(apart.get(layer + ".lora_A.weight"));
        int inputs = Math.toIntExact(merged.shape().get(1));
        int rank = down.length / inputs;
        float[] expected = new float[before.length];
        for (int element = 0; element < expected.length; element++) {
            double sum = 0;
            for (int k = 0; k < rank; k++) {
                sum += (double) up[element / inputs * rank + k] * down[k * inputs + element % inputs];
            }
            expected[element] = (float) (before[element] + scale * sum);
        }
        assertThat(values(merged))
                .as(layer)
                .containsExactly(expected, within(1e-6f))
                .isNotEqualTo(before);
    }

    private static float[] values(NamedTensor tensor) {
        FloatBuffer data = tensor.data().asFloatBuffer();
        float[] values = new float[data.remaining()];
        data.get(values);
        return values;
    }
}
