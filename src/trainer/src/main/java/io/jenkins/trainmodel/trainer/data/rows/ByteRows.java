package io.jenkins.trainmodel.trainer.data.rows;

import java.nio.FloatBuffer;

/** Rows of bytes, as images have them: a quarter of the memory of float32. */
public final class ByteRows implements FeatureRows {
    /** Memory is taken in blocks of about so much. */
    public static final int BLOCK_BYTES = RowBlocks.BLOCK_BYTES;

    private final RowBlocks<byte[]> rows;
    private final float[] valueOfByte;

    /**
     * An empty table.
     *
     * @param valueOfByte what each of the 256 bytes, taken as unsigned, means to the network
     */
    public ByteRows(String source, int width, float[] valueOfByte, MemoryBudget budget) {
        this.valueOfByte = valueOfByte;
        rows = new RowBlocks<>(source, width, Byte.BYTES, byte[]::new, budget);
    }

    /** The values of unsigned bytes. */
    public static float[] unsigned(double scale) {
        float[] values = new float[256];
        for (int value = 0; value < values.length; value++) {
            values[value] = (float) (value * scale);
        }
        return values;
    }

    /** The values of signed bytes. */
    public static float[] signed(double scale) {
        float[] values = new float[256];
        for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
            values[value & 0xFF] = (float) (value * scale);
        }
        return values;
    }

    public void add(byte[] row) {
        rows.add(row);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public void copy(int row, FloatBuffer target) {
        copy(rows.block(row), rows.offset(row), target);
    }

    /** Copies a row that is none of these, as one of these would be. */
    public void copy(byte[] row, FloatBuffer target) {
        copy(row, 0, target);
    }

    private void copy(byte[] block, int begin, FloatBuffer target) {
        int width = rows.width();
        int position = target.position();
        for (int column = 0; column < width; column++) {
            target.put(position + column, valueOfByte[block[begin + column] & 0xFF]);
        }
        target.position(position + width);
    }
}
