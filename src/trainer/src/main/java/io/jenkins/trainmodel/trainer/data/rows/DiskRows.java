package io.jenkins.trainmodel.trainer.data.rows;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Rows of float64 in a file, for tables that are larger than memory. They are written one after the other, so that a full disk is told and
 * not met in the middle of training, and mapped when they are first asked for: what is used often stays in the system's cache. Nobody else
 * finds the file, since it is unlinked when it is opened (on Windows when it is closed), so that its room is free again however the process
 * ends.
 */
public final class DiskRows implements RawRows, Closeable {
    private static final String NAME = "rows";
    private static final String ENDING = ".tmp";
    private static final int BUFFER = 1 << 20;
    private static final long BLOCK = 1L << 28;

    private final String source;
    private final int width;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final int rowsOfBlock;
    /** Empty until the rows are mapped, by whichever thread asks for one first. */
    private volatile List<DoubleBuffer> blocks = List.of();

    private int size;

    private DiskRows(String source, int width, Path file, long blockBytes) throws IOException {
        this.source = source;
        this.width = width;
        this.file = file;
        channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        int rowBytes = Math.multiplyExact(width, Double.BYTES);
        buffer = ByteBuffer.allocateDirect(Math.max(BUFFER, rowBytes)).order(ByteOrder.nativeOrder());
        rowsOfBlock = (int) Math.max(1, blockBytes / rowBytes);
    }

    /**
     * No rows yet.
     *
     * @param folder where the file is to lie; made where it is not there
     */
    public static DiskRows in(Path folder, String source, int width) {
        return in(folder, source, width, BLOCK);
    }

    /** Mapped in blocks of about so many bytes. */
    static DiskRows in(Path folder, String source, int width, long blockBytes) {
        try {
            Files.createDirectories(folder);
            sweep(folder);
            return new DiskRows(source, width, folder.resolve(NAME + UUID.randomUUID() + ENDING), blockBytes);
        } catch (IOException failure) {
            throw new DataException(folder + " cannot keep the rows of " + source, failure);
        }
    }

    /** Removes what processes that were killed have left; whoever has such a file open goes on with it. */
    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, NAME + "*" + ENDING)) {
            for (Path file : left) {
                remove(file);
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            // Windows keeps a file that is mapped.
        }
    }

    /** Adds a row; all are added before one is asked for. */
    public void add(double[] row) {
        if (size == Integer.MAX_VALUE) {
            throw new DataException(source + ": more than " + Integer.MAX_VALUE + " samples");
        }
        if (buffer.remaining() < width * Double.BYTES) {
            write();
        }
        buffer.asDoubleBuffer().put(row);
        buffer.position(buffer.position() + width * Double.BYTES);
        size++;
    }

    private void write() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException full) {
            throw new DataException(
                    file + " cannot keep the rows of " + source + ", which take about "
                            + (long) size * width * Double.BYTES + " bytes so far",
                    full);
        }
        buffer.clear();
    }

    private DoubleBuffer block(int row) {
        if (blocks.isEmpty()) {
            map();
        }
        return blocks.get(row / rowsOfBlock);
    }

    private synchronized void map() {
        if (!blocks.isEmpty()) {
            return;
        }
        write();
        List<DoubleBuffer> mapped = new ArrayList<>();
        try (channel) {
            for (long row = 0; row < size; row += rowsOfBlock) {
                long rows = Math.min(rowsOfBlock, size - row);
                long rowBytes = (long) width * Double.BYTES;
                mapped.add(channel.map(FileChannel.MapMode.READ_ONLY, row * rowBytes, rows * rowBytes)
                        .order(ByteOrder.nativeOrder())
                        .asDoubleBuffer());
            }
        } catch (IOException failure) {
            throw new DataException(file + ": the rows of " + source + " cannot be read", failure);
        }
        blocks = List.copyOf(mapped);
    }

    /** Gives the room back where rows were not asked for yet; those that were stay until the process ends. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new DataException(file + " cannot be closed", failure);
        }
    }

    @Override
    public double get(int row, int column) {
        return block(row).get(row % rowsOfBlock * width + column);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public boolean isCostly() {
        return true;
    }

    @Override
    public void copy(int row, FloatBuffer target) {
        for (int column = 0; column < width; column++) {
            target.put((float) get(row, column));
        }
    }
}
