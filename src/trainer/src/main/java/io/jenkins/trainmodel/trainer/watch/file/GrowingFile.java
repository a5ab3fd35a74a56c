package io.jenkins.trainmodel.trainer.watch.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file that another process writes. Whether it is still the one that was read so far is told by the bytes in front of the
 * place where reading goes on: a file that was truncated or replaced begins anew.
 */
public final class GrowingFile {
    private static final int MOST_AT_ONCE = 1 << 20;
    private static final int FENCE = 64;

    private final Path file;
    private long position;
    private byte[] fence = new byte[0];
    private boolean more;

    /** Read from its beginning. */
    public GrowingFile(Path file) {
        this.file = file;
    }

    /** Read from where it ended once, as long as it is still the file that it was then. */
    public GrowingFile(Path file, Mark before) {
        this.file = file;
        this.position = before.bytes();
        this.fence = before.fence();
    }

    /**
     * How far a file reached once.
     *
     * @param fence the last bytes in front of that place
     */
    public record Mark(long bytes, byte[] fence) {
        boolean isSame(Mark other) {
            return bytes == other.bytes && Arrays.equals(fence, other.fence);
        }

        /** Of a file as it is now; empty where it is gone or may not be read. */
        static Optional<Mark> of(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                int length = (int) Math.min(FENCE, channel.size());
                return Optional.of(
                        new Mark(channel.size(), GrowingFile.bytes(channel, channel.size() - length, length)));
            } catch (NoSuchFileException | AccessDeniedException passedOver) {
                return Optional.empty();
            }
        }
    }

    /**
     * What has come.
     *
     * @param anew whether it is the beginning of another file than was read so far
     * @param bytes at most a mebibyte; empty: nothing has come
     */
    public record Growth(boolean anew, byte[] bytes) {}

    public Growth read() throws IOException {
        // of a file that is gone, or may not be read any more, nothing more is to be had
        more = false;
        if (!Files.isRegularFile(file)) {
            return new Growth(false, new byte[0]);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean anew = position > 0 && !isTheSame(channel);
            if (anew) {
                position = 0;
                fence = new byte[0];
            }
            int growth = (int) Math.min(MOST_AT_ONCE, channel.size() - position);
            byte[] bytes = bytes(channel, position, Math.max(0, growth));
            position += bytes.length;
            more = bytes.length == MOST_AT_ONCE && channel.size() > position;
            remember(bytes);
            return new Growth(anew, bytes);
        } catch (NoSuchFileException | AccessDeniedException passedOver) {
            // programs remove old checkpoints, with what they have written there
            return new Growth(false, new byte[0]);
        }
    }

    /** How many bytes of the file have been read, or lay there before. */
    public long position() {
        return position;
    }

    /** Whether the file held more than was read of it last. */
    public boolean hasMore() {
        return more;
    }

    private boolean isTheSame(FileChannel channel) throws IOException {
        return channel.size() >= position
                && Arrays.equals(fence, bytes(channel, position - fence.length, fence.length));
    }

    private void remember(byte[] bytes) {
        byte[] all = Arrays.copyOf(fence, fence.length + bytes.length);
        System.arraycopy(bytes, 0, all, fence.length, bytes.length);
        fence = Arrays.copyOfRange(all, Math.max(0, all.length - FENCE), all.length);
    }

    private static byte[] bytes(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
            // reads on
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
