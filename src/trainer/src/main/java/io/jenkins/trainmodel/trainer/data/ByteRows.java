package io.jenkins.trainmodel.trainer.data;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Rows of bytes, as images have them: a quarter of the memory of float32. They grow by blocks. */
public final class ByteRows implements FeatureRows {
    private static final int BLOCK_BYTES = 1 << 20;

    private final String source;
    private final MemoryBudget budget;
    private final int width;
    private final int shift;
    private final float[] valueOfByte;
    private final List<byte[]> blocks = new ArrayList<>();
    private int size;

    /**
     * An empty table.
     *
     * @param valueOfByte what each of the 256 bytes, taken as unsigned, means to the network
     */
    public ByteRows(String source, int width, float[] valueOfByte, MemoryBudget budget) {
        this.source = source;
        this.width = width;
        this.valueOfByte = valueOfByte;
        this.budget = budget;
        // a power of two, so that a row's block is found by a shift
        shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, BLOCK_BYTES / width));
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
        if (size >>> shift == blocks.size()) {
            int bytes = Math.multiplyExact(width, 1 << shift);
            budget.claim(source, bytes);
            blocks.add(new byte[bytes]);
        }
        System.arraycopy(row, 0, blocks.get(size >>> shift), offset(size), width);
        size++;
    }

    private int offset(int row) {
        return (row & ((1 << shift) - 1)) * width;
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
    public void copy(int row, FloatBuffer target) {
        byte[] block = blocks.get(row >>> shift);
        int begin = offset(row);
        int position = target.position();
        for (int column = 0; column < width; column++) {
            target.put(position + column, valueOfByte[block[begin + column] & 0xFF]);
        }
        target.position(position + width);
    }
}
