package io.jenkins.trainmodel.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path groups;

    private final MachineMemory machine = new MachineMemory(1000 * MIB, 900 * MIB);

    @Test
    void shouldKnowThisMachine() {
        MachineMemory now = MachineMemory.now();

        assertThat(now.total()).isGreaterThan(100 * MIB);
        assertThat(now.available()).isBetween(1L, now.total());
    }

    @Test
    void shouldTakeTheLimitOfTheControlGroupAndCountWhatIsOnlyCachedAsAvailable() throws IOException {
        write("memory.max", 200 * MIB);
        write("memory.current", 150 * MIB);
        Files.writeString(groups.resolve("memory.stat"), "anon 1\ninactive_file " + 100 * MIB + "\nfile 5\n");

        assertThat(machine.within(groups)).isEqualTo(new MachineMemory(200 * MIB, 150 * MIB));
    }

    @Test
    void shouldTakeTheLimitOfTheFirstVersionOfControlGroups() throws IOException {
        Files.createDirectory(groups.resolve("memory"));
        write("memory/memory.limit_in_bytes", 200 * MIB);
        write("memory/memory.usage_in_bytes", 150 * MIB);
        Files.writeString(
                groups.resolve("memory/memory.stat"), "inactive_file 0\ntotal_inactive_file " + 50 * MIB + "\n");

        assertThat(machine.within(groups)).isEqualTo(new MachineMemory(200 * MIB, 100 * MIB));
    }

    @Test
    void shouldStayWhatItIsWithoutALimit() throws IOException {
        assertThat(machine.within(groups)).isEqualTo(machine);
        Files.writeString(groups.resolve("memory.max"), "max\n");
        assertThat(machine.within(groups)).isEqualTo(machine);
        write("memory.max", 9_223_372_036_854_771_712L);
        assertThat(machine.within(groups)).isEqualTo(machine);
    }

    private void write(String name, long value) throws IOException {
        Files.writeString(groups.resolve(name), value + "\n");
    }
}
