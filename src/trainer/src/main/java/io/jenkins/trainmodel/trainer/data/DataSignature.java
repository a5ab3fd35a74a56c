package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import java.util.List;

/**
 * What the inputs and outputs of a model mean.
 *
 * @param columns the feature columns in the order of the sample; empty where features have no names
 * @param classNames the class of every output; empty for regression
 * @param labels how a regression's output becomes a label
 */
public record DataSignature(List<String> columns, List<String> classNames, LabelScaling labels) {
    public DataSignature {
        columns = List.copyOf(columns);
        classNames = List.copyOf(classNames);
    }
}
