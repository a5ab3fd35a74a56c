package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log costs whoever looks at it, whatever it holds: measured by a JVM that has no more. */
class HistoryMemoryTest {
    private static final String HEAP = "-Xmx64m";

    /** Collects in a third less time than the default does in a heap so small. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    @TempDir
    private Path directory;

    @Test
    void shouldShowAWideLogOf128MegabytesInAHeapOf64() throws Exception {
        Path log = directory.resolve("events.jsonl");
        WideLog.write(log);

        Path output = directory.resolve("output.txt");
        Process reader = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        COLLECTOR,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WideLog.class.getName(),
                        log.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(reader.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            reader.destroyForcibly();
        }

        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(reader.exitValue()).as(said).isZero();
        assertThat(said).containsPattern("\\d+ epochs");
        assertThat(Files.size(log)).isGreaterThanOrEqualTo(WideLog.BYTES);
    }
}
