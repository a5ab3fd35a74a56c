package io.jenkins.trainmodel.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer in a process of its own is killed while a reader follows it and copies the log byte by byte. */
class KilledWriterTest {
    private static final int KILLS = 4;

    @TempDir
    private Path directory;

    private final List<EventRecord> followed = new ArrayList<>();
    private long offset;

    @Test
    void shouldLoseNoEventAndCountNoneTwice() throws Exception {
        RunDirectory run = new RunDirectory(directory.resolve("run"));
        Path copy = Files.createFile(directory.resolve("copy.jsonl"));
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = writeUntilKilled(run, copy, 150 + 37 * kill);
            followTo(run.events());
            assertThat(followed.size()).isGreaterThanOrEqualTo((int) acknowledged);
        }
        EventWriter.open(run.events()).close();
        followTo(run.events());
        replicate(run.events(), copy);

        assertThat(copy).hasSameBinaryContentAs(run.events());
        List<EventRecord> all = EventReader.readAll(run.events());
        assertThat(all).isEqualTo(followed).hasSizeGreaterThan(KILLS);
        assertThat(all)
                .map(EventRecord::sequence)
                .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
    }

    /** Returns the last sequence number that the writer has reported before it was killed. */
    private long writeUntilKilled(RunDirectory run, Path copy, long milliseconds) throws Exception {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        run.root().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = writer.inputReader()) {
            long last = Long.parseLong(output.readLine());
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
            while (System.nanoTime() < end) {
                replicate(run.events(), copy);
                followTo(run.events());
                while (output.ready()) {
                    last = Long.parseLong(output.readLine());
                }
            }
            return last;
        } finally {
            writer.destroyForcibly();
            assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Copies what is new; the copy's length is the only thing that it knows of the log. */
    private static void replicate(Path log, Path copy) throws IOException {
        try (FileChannel in = FileChannel.open(log);
                OutputStream out = Files.newOutputStream(copy, StandardOpenOption.APPEND)) {
            in.position(Files.size(copy));
            Channels.newInputStream(in).transferTo(out);
        }
    }

    private void followTo(Path log) throws IOException {
        EventTail tail = EventTail.read(log, offset, Long.MAX_VALUE);
        followed.addAll(tail.records());
        offset = tail.nextOffset();
    }

    /** Writes events as fast as it can and reports every number after it was written. */
    static final class Endless {
        public static void main(String[] arguments) throws IOException {
            RunDirectory run = new RunDirectory(Path.of(arguments[0]));
            try (RunLock held = RunLock.acquire(run);
                    EventWriter writer = EventWriter.open(run.events())) {
                while (held != null) {
                    System.out.println(writer.write(EventSamples.step(1, 1 + writer.lastSequence()))
                            .sequence());
                }
            }
        }
    }
}
