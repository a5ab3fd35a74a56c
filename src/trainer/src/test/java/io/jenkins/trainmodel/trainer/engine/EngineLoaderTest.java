package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class EngineLoaderTest {
    @Test
    void shouldAddTwoArrays() {
        LoadedEngine loaded = TestEngine.load();

        try (NDManager manager = loaded.engine().newBaseManager(loaded.device())) {
            float[] sum = manager.create(new float[] {1, 2})
                    .add(manager.create(new float[] {3, 4}))
                    .toFloatArray();
            assertThat(sum).containsExactly(4, 6);
        }
    }
}
