package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import java.util.function.IntFunction;

/**
 * All samples of one source as they were read.
 *
 * @param source the file or folder, for messages
 * @param names what samples are called in it
 * @param contents one {@link ContentNumber} a sample
 */
public record SampleTable(
        String source, FeatureRows features, RawLabels labels, IntFunction<String> names, long[] contents) {

    /** Where each of them was read; keeps nothing else of them. */
    IntFunction<SamplePlace> places() {
        String file = source;
        IntFunction<String> called = names;
        return row -> new SamplePlace(file, called.apply(row));
    }

    /** The same samples with these labels. */
    SampleTable with(RawLabels other) {
        return new SampleTable(source, features, other, names, contents);
    }
}
