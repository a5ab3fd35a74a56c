package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** A matrix of float32 with rows and columns exchanged, made when its data is asked for. */
record TransposedTensor(NamedTensor source) implements NamedTensor {
    /** Rows and columns that are exchanged at a time, so that both sides stay in the processor's cache. */
    private static final int TILE = 32;

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
    public ByteBuffer data() {
        int rows = Math.toIntExact(source.shape().get(0));
        int columns = Math.toIntExact(source.shape().get(1));
        FloatBuffer from = source.data().asFloatBuffer();
        ByteBuffer data = ByteBuffer.allocateDirect(Math.toIntExact(byteSize())).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer to = data.asFloatBuffer();
        for (int row = 0; row < rows; row += TILE) {
            for (int column = 0; column < columns; column += TILE) {
                exchange(from, to, new Tile(row, Math.min(rows, row + TILE), column, Math.min(columns, column + TILE)));
            }
        }
        return data;
    }

    private record Tile(int firstRow, int rowEnd, int firstColumn, int columnEnd) {}

    private void exchange(FloatBuffer from, FloatBuffer to, Tile tile) {
        int rows = Math.toIntExact(source.shape().get(0));
        int columns = Math.toIntExact(source.shape().get(1));
        for (int row = tile.firstRow(); row < tile.rowEnd(); row++) {
            for (int column = tile.firstColumn(); column < tile.columnEnd(); column++) {
                to.put(column * rows + row, from.get(row * columns + column));
            }
        }
    }
}
