package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.util.Map;

/** Whether GPUs may cut the factors of products and convolutions in float32 to 10 bits: for the life of the process. */
public enum Tf32 {
    /** Never, by whatever library: float32 is float32. */
    OFF(Map.of(Tf32.OF_LIBRARIES, "0")),
    /** Where libtorch is told to by its switches. */
    SWITCHED(Map.of()),
    /** Always. */
    ON(Map.of("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "1"));

    /** NVIDIA's libraries read it when they are loaded; with 0 no switch of libtorch helps. */
    static final String OF_LIBRARIES = "NVIDIA_TF32_OVERRIDE";

    private final Map<String, String> environment;

    Tf32(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What a run asks for. */
    public static Tf32 of(TrainingSpec spec) {
        return spec.training().precision() == Precision.TF32 ? ON : OFF;
    }

    /** What libtorch and NVIDIA's libraries are to find in the environment when they are loaded. */
    Map<String, String> environment() {
        return environment;
    }

    /** What holds in this environment, in which somebody may have switched it off for all programs. */
    Tf32 in(Map<String, String> variables) {
        return "0".equals(variables.get(OF_LIBRARIES)) ? OFF : this;
    }
}
