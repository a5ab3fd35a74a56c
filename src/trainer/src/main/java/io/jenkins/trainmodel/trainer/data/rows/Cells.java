package io.jenkins.trainmodel.trainer.data.rows;

/** Numbers in rows and columns. */
public interface Cells {
    int width();

    double get(int row, int column);

    /** Copies the numbers of a row, which where rows lie on the disk takes less than to ask for each. */
    default void read(int row, double[] target) {
        for (int column = 0; column < target.length; column++) {
            target[column] = get(row, column);
        }
    }
}
