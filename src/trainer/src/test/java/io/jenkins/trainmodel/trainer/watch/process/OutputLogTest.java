package io.jenkins.trainmodel.trainer.watch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static void print(OutputLog log, String text) {
        log.print(text.toCharArray(), text.length());
    }

    @Test
    void shouldKeepOfAProgressBarWhatATerminalShowsAtLast() throws Exception {
        try (OutputLog log = new OutputLog(file(), console::add)) {
            print(log, "10%\r50%\r100%\r\nready\u0000");
        }

        assertThat(console).containsExactly("100%", "ready\uFFFD");
        assertThat(Files.readString(file())).isEqualTo("100%\nready\uFFFD\n");
    }

    /** As tqdm prints them: the inner bar a line below the outer one, and the cursor up again behind it. */
    @Test
    void shouldKeepOneLineForEveryStateOfTheOuterOfTwoBars() throws Exception {
        StringBuilder bars = new StringBuilder("\router 0/2");
        for (int outer = 1; outer <= 2; outer++) {
            for (int inner = 0; inner < 100; inner++) {
                bars.append("\n\rinner ").append(inner).append("\u001b[A");
            }
            bars.append("\router ").append(outer).append("/2");
        }
        for (int length : List.of(1, 3, 10_000)) {
            Path file = folder.resolve("bars-" + length);
            try (OutputLog log = new OutputLog(file, console::add)) {
                String text = bars + "\n";
                for (int from = 0; from < text.length(); from += length) {
                    print(log, text.substring(from, Math.min(text.length(), from + length)));
                }
            }
            assertThat(Files.readString(file)).isEqualTo("outer 0/2\nouter 1/2\nouter 2/2\n");
        }
    }

    @Test
    void shouldKeepColoursInTheFileAlone() throws Exception {
        OutputLog log = new OutputLog(file(), console::add);
        try (log) {
            print(log, "\u001b[31mred\u001b[0m\nplain\n");
        }

        assertThat(console).containsExactly("red", "plain");
        assertThat(log.last()).containsExactly("red", "plain");
        assertThat(Files.readString(file())).isEqualTo("\u001b[31mred\u001b[0m\nplain\n");
    }

    /** Pieces end anywhere: within a line, and between a carriage return and what follows it. */
    @Test
    void shouldKeepTheSameWhereverPiecesEnd() throws Exception {
        String text =
                "one\n\n10%\r20%\r\ntwo\tthree\u0007\n\rfour\r\rfive\n" + "x".repeat(4000) + "y\n" + "z".repeat(4000);
        String kept = "one\n\n20%\ntwo\tthree\uFFFD\nfive\n" + "x".repeat(4000) + "…\n" + "z".repeat(4000) + "\n";
        for (int length : List.of(1, 2, 3, 7, 4000, 10_000)) {
            Path file = folder.resolve("pieces-" + length);
            try (OutputLog log = new OutputLog(file, console::add)) {
                for (int from = 0; from < text.length(); from += length) {
                    print(log, text.substring(from, Math.min(text.length(), from + length)));
                }
            }
            assertThat(Files.readString(file)).isEqualTo(kept);
            assertThat(console).containsExactlyElementsOf(kept.lines().toList());
            console.clear();
        }
    }

    /** Whoever follows the file sees a line when it is printed, not when so many follow that a buffer is full. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void shouldHaveWrittenWhatAProgramHasPrintedBeforeItPauses() throws Exception {
        String script =
                "seq 20000; until [ -e %s ]; do sleep 0.05; done; printf 'the end'".formatted(folder.resolve("go"));
        WatchedProcess program =
                WatchedProcess.start(Program.of(List.of("sh", "-c", script)), Map.of(), file(), line -> {});
        try {
            while (!Files.readString(file()).endsWith("\n20000\n")) {
                assertThat(program.isAlive()).isTrue();
                Thread.sleep(20);
            }
        } finally {
            Files.createFile(folder.resolve("go"));
        }
        program.handle().onExit().join();

        assertThat(program.lastLines()).hasSize(20).endsWith("20000", "the end");
        assertThat(Files.readAllLines(file())).hasSize(20_001).endsWith("the end");
    }

    /** A device on which every byte is one too many. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldGoOnShowingWhereTheDiskIsFull() throws Exception {
        OutputLog log = new OutputLog(Path.of("/dev/full"), console::add);
        try (log) {
            print(log, "one\ntwo\nthree\n");
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
            print(log, "y".repeat(1 << 20));
            for (int i = 0; i < 15_000; i++) {
                print(log, "\n" + line);
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
