package io.jenkins.trainmodel.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log under the threads that write it. */
class EventWriterTest {
    @TempDir
    private Path directory;

    private Path log;

    @BeforeEach
    void nameTheLog() {
        log = directory.resolve("events.jsonl");
    }

    @Test
    void shouldKeepLinesWholeWhenManyThreadsWrite() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (EventWriter writer = EventWriter.open(log)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                writing.add(pool.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        writer.write(EventSamples.step(1, i + 1));
                    }
                    return null;
                }));
            }
            for (Future<?> task : writing) {
                task.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(EventReader.readAll(log))
                .map(EventRecord::sequence)
                .isEqualTo(LongStream.rangeClosed(1, threads * 500).boxed().toList());
    }

    @Test
    void shouldKeepWritingWhenTheThreadIsInterrupted() throws IOException {
        try (EventWriter writer = EventWriter.open(log)) {
            Thread.currentThread().interrupt();
            writer.write(EventSamples.epoch(1, 1));
            writer.write(EventSamples.step(1, 2));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(EventReader.readAll(log)).hasSize(2);
    }
}
