package io.jenkins.trainmodel.trainer.data.rows;

/** Numbers in rows and columns. */
public interface Cells {
    int width();

    double get(int row, int column);
}
