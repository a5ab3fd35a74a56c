package io.jenkins.trainmodel.trainer.data.rows;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows of numbers in a file, for tables that are larger than memory. They are written one after the other, so that a full disk is told and
 * not met in the middle of training, and mapped when they are first asked for: what is used often stays in the system's cache. Nobody else
 * finds the file, since it is unlinked when it is opened (on Windows when it is closed), so that its room is free again however the process
 * ends.
 */
public final class DiskRows implements RawRows, Closeable {
    private static final String NAME = "rows";
    private static final String ENDING = ".tmp";
    private static final int BUFFER = 1 << 20;
    private static final long BLOCK = 1L << 28;

    /** Every layout is a mapping of its own, and a system gives a process 65,530 of them. */
    private static final int MOST_LAYOUTS = 256;

    private final String source;
    private final int width;
    private final Path file;
    private final FileChannel channel;
    private final long blockBytes;
    private final ByteBuffer buffer;
    /** Grow while rows are added: layouts, and the first row of each. */
    private final List<RowLayout> layouts = new ArrayList<>();

    private final List<Integer> begins = new ArrayList<>();

    /** Empty until the rows are mapped, by whichever thread asks for one first. */
    private volatile List<RowSegment> segments = List.of();

    private final ReadingOrder order = new ReadingOrder();
    private RowLayout layout;
    private int size;

    private DiskRows(String source, int width, Path file, long blockBytes) throws IOException {
        this.source = source;
        this.width = width;
        this.file = file;
        this.blockBytes = blockBytes;
        channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        buffer = ByteBuffer.allocateDirect(Math.max(BUFFER, Math.multiplyExact(width, Double.BYTES)))
                .order(ByteOrder.nativeOrder());
        begin(RowLayout.narrow(width));
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
        if (!layout.fits(row)) {
            begin(layouts.size() < MOST_LAYOUTS ? layout.widened(row) : RowLayout.wide(width));
        }
        if (buffer.remaining() < layout.bytes()) {
            write();
        }
        layout.put(row, buffer);
        size++;
    }

    /** From here on rows lie otherwise. */
    private void begin(RowLayout next) {
        layout = next;
        layouts.add(next);
        begins.add(size);
    }

    private void write() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException full) {
            throw new DataException(
                    file + " cannot keep the rows of " + source + ", which take about " + (long) size * layout.bytes()
                            + " bytes so far",
                    full);
        }
        buffer.clear();
    }

    /** Nearly all rows are behind the last change of their layout. */
    private RowSegment segment(int row) {
        if (segments.isEmpty()) {
            map();
        }
        List<RowSegment> mapped = segments;
        int segment = mapped.size() - 1;
        while (mapped.get(segment).first() > row) {
            segment--;
        }
        return mapped.get(segment);
    }

    private synchronized void map() {
        if (!segments.isEmpty()) {
            return;
        }
        write();
        List<RowSegment> mapped = new ArrayList<>();
        begins.add(size);
        long at = 0;
        try (channel) {
            for (int index = 0; index < layouts.size(); index++) {
                RowLayout of = layouts.get(index);
                int first = begins.get(index);
                int rows = begins.get(index + 1) - first;
                mapped.add(RowSegment.map(channel, of, first, at, rows, blockBytes));
                at += (long) rows * of.bytes();
            }
        } catch (IOException failure) {
            throw new DataException(file + ": the rows of " + source + " cannot be read", failure);
        }
        segments = List.copyOf(mapped);
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
        return segment(row).get(row, column);
    }

    @Override
    public void read(int row, double[] target) {
        segment(row).read(row, target);
        if (order.changesWith(row)) {
            segments.forEach(segment -> order.advise(segment.blocks()));
        }
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

    /** Rows have about the same size. */
    @Override
    public Optional<DataOnDisk> onDisk(int[] rows) {
        return Optional.of(new DataOnDisk(
                (long) rows.length * layout.bytes(), file.toAbsolutePath().getParent()));
    }

    @Override
    public void copy(int row, FloatBuffer target) {
        double[] cells = new double[width];
        read(row, cells);
        for (double cell : cells) {
            target.put((float) cell);
        }
    }
}
