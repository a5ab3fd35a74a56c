package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.memory.ResidentMemory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeHeapTest {
    private static final long BLOCK = 28L << 20;

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKeepFreedMemory() throws Exception {
        NativeHeap.keepFreed(Map.of(), MachinePlatform.current());
        long used;

        try (Memory block = new Memory(BLOCK)) {
            block.clear();
            used = ResidentMemory.bytes();
        }

        assertThat(used - ResidentMemory.bytes()).isLessThan(BLOCK / 2);
    }
}
