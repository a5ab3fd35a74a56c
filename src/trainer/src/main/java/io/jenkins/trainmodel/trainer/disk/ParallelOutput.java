package io.jenkins.trainmodel.trainer.disk;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A file that is written on a thread of its own while another one fills it. Where the file system allows it, the data goes
 * past its cache: that costs the processor less, and takes nothing of the cache from the training's data.
 */
final class ParallelOutput implements AutoCloseable {
    private static final int BUFFERS = 4;
    private static final int BUFFER_BYTES = 4 << 20;

    private final FileChannel channel;
    private final int block;
    /** Not Java's buffers, whose memory comes back only when the heap happens to be collected: weeks have many checkpoints. */
    private final List<Memory> memory = new ArrayList<>();

    private final List<ByteBuffer> buffers = new ArrayList<>();
    /** When each buffer is written. */
    private final List<CompletableFuture<Void>> done = new ArrayList<>();

    private final ExecutorService writing = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "writing a file");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Throwable failure;
    private int filling;
    private long length;

    private ParallelOutput(FileChannel channel, int block) {
        this.channel = channel;
        this.block = block;
        while (buffers.size() < BUFFERS && addBuffer()) {
            done.add(CompletableFuture.completedFuture(null));
        }
    }

    /** Fewer do as well, only slower: where memory outside the heap is scarce, what was trained is to be saved all the same. */
    private boolean addBuffer() {
        try {
            Memory room = new Memory(BUFFER_BYTES + block - 1);
            memory.add(room);
            long begin = Math.floorMod(-Pointer.nativeValue(room), block);
            return buffers.add(room.getByteBuffer(begin, BUFFER_BYTES));
        } catch (OutOfMemoryError full) {
            if (buffers.isEmpty()) {
                throw full;
            }
            return false;
        }
    }

    static ParallelOutput open(Path file) throws IOException {
        try {
            int block = Math.toIntExact(
                    Files.getFileStore(file.toAbsolutePath().getParent()).getBlockSize());
            if (BUFFER_BYTES % block == 0) {
                return new ParallelOutput(pastTheCache(file, block), block);
            }
        } catch (IOException | UnsupportedOperationException notPastTheCache) {
            // there are file systems that do not allow it
        }
        return new ParallelOutput(channel(file, List.of()), 1);
    }

    /** A block is written and taken back: some file systems are opened so, and then refuse to be written. */
    private static FileChannel pastTheCache(Path file, int block) throws IOException {
        FileChannel channel = channel(file, List.of(ExtendedOpenOption.DIRECT));
        try {
            channel.write(ByteBuffer.allocateDirect(2 * block - 1)
                    .alignedSlice(block)
                    .limit(block)
                    .slice());
            return channel.truncate(0).position(0);
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    private static FileChannel channel(Path file, List<OpenOption> more) throws IOException {
        List<OpenOption> options = new ArrayList<>(more);
        options.addAll(
                List.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING));
        return FileChannel.open(file, options.toArray(OpenOption[]::new));
    }

    /**
     * The buffer to be filled further, up to its limit; some of it is left.
     *
     * @throws IOException if some before could not be written
     */
    ByteBuffer room() throws IOException {
        if (!buffers.get(filling).hasRemaining()) {
            submit(BUFFER_BYTES);
            filling = (filling + 1) % buffers.size();
            done.get(filling).join();
            requireNoFailure();
            buffers.get(filling).clear();
        }
        return buffers.get(filling);
    }

    /** @param padded up to which the buffer is written, for the sake of whole blocks */
    private void submit(int padded) {
        ByteBuffer content = buffers.get(filling).flip();
        length += content.limit();
        ByteBuffer toWrite = content.duplicate().limit(padded);
        done.set(
                filling,
                CompletableFuture.runAsync(() -> write(toWrite), writing).exceptionally(this::noted));
    }

    private void write(ByteBuffer buffer) {
        try {
            while (buffer.hasRemaining() && failure == null) {
                channel.write(buffer);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Writes the last buffer, which may be full in part, and waits until all is written. */
    @Override
    public void close() throws IOException {
        int content = buffers.get(filling).position();
        submit((content + block - 1) / block * block);
        // on the thread that nobody interrupts, which would close the channel before its time
        CompletableFuture<Void> closed = CompletableFuture.runAsync(this::closeChannel, writing);
        writing.shutdown();
        done.forEach(CompletableFuture::join);
        closed.exceptionally(this::noted).join();
        buffers.clear();
        memory.forEach(Memory::close);
        requireNoFailure();
    }

    private void closeChannel() {
        try (channel) {
            if (failure == null) {
                channel.truncate(length);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private Void noted(Throwable problem) {
        failure = failure == null ? problem : failure;
        return null;
    }

    private void requireNoFailure() throws IOException {
        if (failure == null) {
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        throw new IOException(
                cause instanceof UncheckedIOException problem
                        ? problem.getCause().getMessage()
                        : cause.toString(),
                cause);
    }
}
