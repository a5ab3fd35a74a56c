package io.jenkins.trainmodel.trainer.benchmark;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the disk does with one file that is written from its first byte to its last, forced, and deleted. */
record SequentialFile(Path file) {
    private static final int BUFFER = 8 << 20;
    private static final int BLOCK = 4096;

    /** Seconds through the file system's cache or past it, whichever is faster. */
    double secondsToWrite(long bytes) throws IOException {
        return Math.min(seconds(bytes, List.of()), seconds(bytes, List.of(ExtendedOpenOption.DIRECT)));
    }

    private double seconds(long bytes, List<OpenOption> more) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER + BLOCK).alignedSlice(BLOCK);
        byte[] noise = new byte[BUFFER];
        new Random(1).nextBytes(noise);
        buffer.put(noise);
        List<OpenOption> options = new ArrayList<>(more);
        options.addAll(List.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        long begin = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, options.toArray(OpenOption[]::new))) {
            for (long written = 0; written < bytes; written += BUFFER) {
                buffer.position(0).limit(BUFFER);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            channel.force(true);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Files.delete(file);
        return seconds;
    }
}
