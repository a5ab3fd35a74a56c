package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.util.List;
import java.util.Optional;

/**
 * What the inputs and outputs of a model mean.
 *
 * @param columns the feature columns in the order of the sample; empty where features have no names
 * @param classNames the class of every output; empty for regression
 * @param labels how a regression's output becomes a label
 * @param tokens the tokenizer's {@link Tokenizer#description() description}; empty where the data is no text
 */
public record DataSignature(List<String> columns, List<String> classNames, LabelScaling labels, String tokens) {
    public DataSignature {
        columns = List.copyOf(columns);
        classNames = List.copyOf(classNames);
        // what earlier versions saved was never text
        tokens = Optional.ofNullable(tokens).orElse("");
    }
}
