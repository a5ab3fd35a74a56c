package io.jenkins.trainmodel.trainer.watch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputLogTest {
    @TempDir
    private Path folder;

    private final List<String> console = new ArrayList<>();

    private Path file() {
        return folder.resolve("output.log");
    }

    @Test
    void shouldKeepOfAProgressBarWhatATerminalShowsAtLast() throws Exception {
        try (OutputLog log = new OutputLog(file(), console::add)) {
            log.print("10%\r50%\r100%\r\nready\u001b[0m\u0000");
        }

        assertThat(console).containsExactly("100%", "ready\uFFFD[0m\uFFFD");
        assertThat(Files.readString(file())).isEqualTo("100%\nready\uFFFD[0m\uFFFD\n");
    }

    /** A device on which every byte is one too many. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldGoOnShowingWhereTheDiskIsFull() throws Exception {
        OutputLog log = new OutputLog(Path.of("/dev/full"), console::add);
        try (log) {
            log.print("one\ntwo\nthree\n");
        }

        assertThat(console).hasSize(4).contains("one", "two", "three");
        assertThat(console.get(0)).startsWith("/dev/full cannot be written any more (");
        assertThat(log.last()).containsExactly("one", "two", "three");
    }

    @Test
    void shouldBoundWhatIsKept() throws Exception {
        String line = "x".repeat(3000);
        OutputLog log = new OutputLog(file(), console::add);
        try (log) {
            log.print("y".repeat(1 << 20));
            for (int i = 0; i < 15_000; i++) {
                log.print("\n" + line);
            }
        }

        assertThat(Files.size(file())).isLessThan(17L << 20);
        assertThat(Files.size(file().resolveSibling("output.log.1"))).isLessThan(17L << 20);
        assertThat(console.stream().mapToInt(String::length).sum()).isLessThan(9 << 20);
        assertThat(console.get(0)).hasSize(4001);
        assertThat(console.get(console.size() - 1)).startsWith("The program has printed so much");
        assertThat(log.last()).hasSize(20).allMatch(line::equals);
    }
}
