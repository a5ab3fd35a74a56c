package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A matrix of float32 with rows and columns exchanged. Of a large one a block of rows is exchanged at a time, and kept until
 * another is asked for or the last byte was read.
 */
final class TransposedTensor implements NamedTensor {
    private static final int BLOCK = 64 << 20;
    private static final int PIECE = 1 << 20;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final NamedTensor source;
    private final int rows;
    private final long rowBytes;
    private final int rowsInBlock;
    private ByteBuffer block = NONE;
    private long blockBegin;

    TransposedTensor(NamedTensor source) {
        this(source, BLOCK);
    }

    /** @param blockBytes a block has as many rows as fit, and at least one */
    TransposedTensor(NamedTensor source, int blockBytes) {
        this.source = source;
        rows = Math.toIntExact(source.shape().get(1));
        rowBytes = Math.multiplyExact(source.shape().get(0), Float.BYTES);
        rowsInBlock = (int) Math.min(rows, Math.max(1, blockBytes / Math.max(1, rowBytes)));
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public TensorType type() {
        return source.type();
    }

    @Override
    public List<Long> shape() {
        return List.of(source.shape().get(1), source.shape().get(0));
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        long next = offset;
        while (target.hasRemaining()) {
            if (next < blockBegin || next >= blockBegin + block.limit()) {
                exchange((int) (next / rowBytes / rowsInBlock) * rowsInBlock);
            }
            int inBlock = (int) (next - blockBegin);
            int count = Math.min(target.remaining(), block.limit() - inBlock);
            target.put(target.position(), block, inBlock, count).position(target.position() + count);
            next += count;
        }
        if (next == byteSize()) {
            block = NONE;
        }
    }

    private void exchange(int firstRow) throws IOException {
        int count = Math.min(rowsInBlock, rows - firstRow);
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.toIntExact(count * rowBytes)).order(ByteOrder.LITTLE_ENDIAN);
        // whole rows of the source lie side by side, parts of them do not
        int together = count == rows ? (int) Math.max(1, PIECE / ((long) count * Float.BYTES)) : 1;
        ByteBuffer piece =
                ByteBuffer.allocateDirect(together * count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int columns = (int) (rowBytes / Float.BYTES);
        for (int column = 0; column < columns; column += together) {
            int read = Math.min(together, columns - column);
            source.read(
                    ((long) column * rows + firstRow) * Float.BYTES,
                    piece.clear().limit(read * count * Float.BYTES));
            exchange(piece.flip().asFloatBuffer(), bytes.asFloatBuffer(), count, column);
        }
        block = bytes;
        blockBegin = firstRow * rowBytes;
    }

    /** Rows of the source become columns, from this one on. */
    private void exchange(FloatBuffer from, FloatBuffer to, int count, int column) {
        int columns = (int) (rowBytes / Float.BYTES);
        int read = from.limit() / count;
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < read; i++) {
                to.put(row * columns + column + i, from.get(i * count + row));
            }
        }
    }
}
