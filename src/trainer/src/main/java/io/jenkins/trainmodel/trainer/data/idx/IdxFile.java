package io.jenkins.trainmodel.trainer.data.idx;

import io.jenkins.trainmodel.trainer.data.file.Gzip;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.problem.ByteAmount;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file in the IDX format of the MNIST data, plain or compressed by gzip, read row by row: two zero bytes, the type, the
 * number of dimensions, their sizes as big-endian int32, then the elements in row-major order.
 */
final class IdxFile implements Closeable {
    private static final int MOST_DIMENSIONS = 8;
    private static final int LARGEST_ROW = 1 << 26;

    private final Path path;
    private final SourceFile source;
    private final InputStream in;
    private final IdxType type;
    private final int size;
    private final List<Integer> rowShape;
    private final byte[] row;

    /**
     * Opens the file and reads its header.
     *
     * @throws DataException if the file is none of this format, or cannot hold what the header says
     */
    static IdxFile open(Path path, LoadProgress progress) {
        try {
            SourceFile source = SourceFile.open(path, progress);
            try {
                return new IdxFile(path, source);
            } catch (IOException | RuntimeException failure) {
                source.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw cannotBeRead(path, failure);
        }
    }

    private IdxFile(Path path, SourceFile source) throws IOException {
        this.path = path;
        this.source = source;
        Gzip file = Gzip.open(source);
        in = file.content();
        ByteBuffer magic = header(4);
        type = typeOf(magic);
        List<Integer> dimensions = dimensions(magic.get(3) & 0xFF);
        size = dimensions.get(0);
        rowShape = List.copyOf(dimensions.subList(1, dimensions.size()));
        int rowBytes = rowBytes(dimensions);
        if (!file.compressed()) {
            requireLength(4L + 4L * dimensions.size() + (long) size * rowBytes);
        }
        row = new byte[rowBytes];
    }

    private ByteBuffer header(int bytes) throws IOException {
        byte[] content = in.readNBytes(bytes);
        if (content.length < bytes) {
            throw new DataException(path + ": too short for the header of an IDX file");
        }
        return ByteBuffer.wrap(content);
    }

    private IdxType typeOf(ByteBuffer magic) {
        if (magic.get(0) != 0 || magic.get(1) != 0) {
            throw new DataException(String.format(
                    "%s: not an IDX file: it begins with 0x%08x, not with 0x0000; check the path",
                    path, magic.getInt(0)));
        }
        int code = magic.get(2) & 0xFF;
        return IdxType.of(code)
                .orElseThrow(() -> new DataException(
                        String.format("%s: the element type 0x%02x is none of IDX (0x08 to 0x0e)", path, code)));
    }

    private List<Integer> dimensions(int count) throws IOException {
        if (count < 1 || count > MOST_DIMENSIONS) {
            throw new DataException(path + ": " + count + " dimensions, 1 to " + MOST_DIMENSIONS + " can be read");
        }
        ByteBuffer sizes = header(count * Integer.BYTES);
        List<Integer> dimensions = new ArrayList<>();
        for (int dimension = 0; dimension < count; dimension++) {
            dimensions.add(sizes.getInt());
        }
        if (dimensions.stream().anyMatch(dimension -> dimension < 1)) {
            throw new DataException(path + ": the dimensions " + dimensions + " must all be at least 1");
        }
        return dimensions;
    }

    private int rowBytes(List<Integer> dimensions) {
        long bytes = type.bytes();
        for (int dimension : rowShape) {
            bytes *= dimension;
            if (bytes > LARGEST_ROW) {
                throw new DataException(path + ": the dimensions " + dimensions + " make a sample larger than "
                        + ByteAmount.of(LARGEST_ROW) + "; the file is damaged");
            }
        }
        return (int) bytes;
    }

    private void requireLength(long expected) {
        if (source.size() != expected) {
            throw new DataException(path + ": has " + source.size() + " bytes, but by its header " + size
                    + " samples of shape " + rowShape + " take " + expected + "; the file is "
                    + (source.size() < expected ? "cut off" : "damaged or something was added"));
        }
    }

    /** The next row's elements, valid until the next call. */
    byte[] next(int number) {
        try {
            int count = in.readNBytes(row, 0, row.length);
            if (count < row.length) {
                throw new DataException(
                        path + ": ends within sample " + (number + 1) + " of " + size + "; the file is cut off");
            }
            return row;
        } catch (IOException failure) {
            throw new DataException(path + " cannot be read at sample " + (number + 1) + " of " + size, failure);
        }
    }

    /** Checks that nothing follows the last row, and gives the SHA-256 of the file. */
    String fingerprint() {
        try {
            if (in.read() >= 0) {
                throw new DataException(path + ": more data than " + size + " samples; the file is damaged");
            }
            return source.fingerprint();
        } catch (IOException failure) {
            throw cannotBeRead(path, failure);
        }
    }

    private static DataException cannotBeRead(Path path, IOException failure) {
        return new DataException(path + " cannot be read", failure);
    }

    Path path() {
        return path;
    }

    IdxType type() {
        return type;
    }

    /** Number of rows. */
    int size() {
        return size;
    }

    /** The dimensions after the first. */
    List<Integer> rowShape() {
        return rowShape;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw new DataException(path + " cannot be closed", failure);
        }
    }
}
