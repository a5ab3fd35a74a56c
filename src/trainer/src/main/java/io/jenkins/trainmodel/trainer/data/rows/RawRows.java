package io.jenkins.trainmodel.trainer.data.rows;

/** Rows of float64 as they were read, of which features are made when the training samples are known. */
public interface RawRows extends FeatureRows, Cells {
    /** The file that they were read from, for messages. */
    String source();
}
