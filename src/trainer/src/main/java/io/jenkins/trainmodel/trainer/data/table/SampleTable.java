package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;

/**
 * All samples of one source as they were read.
 *
 * @param source the file or folder, for messages
 * @param contents one {@link ContentNumber} a sample
 */
public record SampleTable(String source, FeatureRows features, RawLabels labels, long[] contents) {

    /** The same samples with these labels. */
    SampleTable with(RawLabels other) {
        return new SampleTable(source, features, other, contents);
    }
}
