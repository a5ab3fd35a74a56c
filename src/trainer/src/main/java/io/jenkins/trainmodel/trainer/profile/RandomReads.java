package io.jenkins.trainmodel.trainer.profile;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads small pieces anywhere in a file.
 *
 * @param readers how many read at once
 * @param piece bytes of a piece, which begin at a multiple of them
 */
record RandomReads(FileChannel file, int readers, int piece) {

    /** How many pieces are read in a second. */
    double perSecond(Duration time) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            long begin = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                long seed = reader;
                counts.add(threads.submit(() -> read(seed, begin + time.toNanos())));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum / DiskTrial.secondsSince(begin);
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            threads.shutdownNow();
        }
    }

    private long read(long seed, long end) throws IOException {
        Random places = new Random(seed);
        ByteBuffer buffer = DiskTrial.aligned(piece, piece);
        int pieces = (int) (file.size() / piece);
        long count = 0;
        while (count == 0 || System.nanoTime() < end) {
            buffer.clear();
            file.read(buffer, (long) places.nextInt(pieces) * piece);
            count++;
        }
        return count;
    }
}
