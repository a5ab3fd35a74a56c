package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeHeapTest {
    private static final long BLOCK = 28L << 20;
    private static final long PAGE = 4096;

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKeepFreedMemory() throws Exception {
        NativeHeap.keepFreed(Map.of(), MachinePlatform.current());
        long used;

        try (Memory block = new Memory(BLOCK)) {
            block.clear();
            used = residentBytes();
        }

        assertThat(used - residentBytes()).isLessThan(BLOCK / 2);
    }

    private static long residentBytes() throws Exception {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * PAGE;
    }
}
