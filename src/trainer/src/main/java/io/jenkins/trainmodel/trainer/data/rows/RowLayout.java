package io.jenkins.trainmodel.trainer.data.rows;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where the cells of a row lie among its bytes: four for a column whose numbers float32 holds exactly, as it does whole numbers up to 2^24 and
 * the places of words, else eight. No number loses anything.
 */
final class RowLayout {
    private final boolean[] wide;
    private final int[] offsets;
    private final int bytes;

    private RowLayout(boolean[] wide) {
        this.wide = wide;
        offsets = new int[wide.length];
        int end = 0;
        for (int column = 0; column < wide.length; column++) {
            offsets[column] = end;
            end = Math.addExact(end, wide[column] ? Double.BYTES : Float.BYTES);
        }
        bytes = end;
    }

    static RowLayout narrow(int columns) {
        return new RowLayout(new boolean[columns]);
    }

    /** With eight bytes for every cell. */
    static RowLayout wide(int columns) {
        boolean[] wide = new boolean[columns];
        Arrays.fill(wide, true);
        return new RowLayout(wide);
    }

    /** Bytes of a row. */
    int bytes() {
        return bytes;
    }

    boolean fits(double[] row) {
        for (int column = 0; column < row.length; column++) {
            if (!wide[column] && !isExact(row[column])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isExact(double value) {
        return (float) value == value || Double.isNaN(value);
    }

    /** This one, with eight bytes also where the row needs them. */
    RowLayout widened(double[] row) {
        boolean[] wider = wide.clone();
        for (int column = 0; column < row.length; column++) {
            wider[column] |= !isExact(row[column]);
        }
        return new RowLayout(wider);
    }

    /** Puts a row to the position of the target. */
    void put(double[] row, ByteBuffer target) {
        for (int column = 0; column < row.length; column++) {
            if (wide[column]) {
                target.putDouble(row[column]);
            } else {
                target.putFloat((float) row[column]);
            }
        }
    }

    /** A cell of the row that begins there. */
    double get(ByteBuffer source, int row, int column) {
        int place = row + offsets[column];
        return wide[column] ? source.getDouble(place) : source.getFloat(place);
    }
}
