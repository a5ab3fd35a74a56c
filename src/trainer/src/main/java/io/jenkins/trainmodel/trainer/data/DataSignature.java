package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
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
 * @param forecast what the outputs of a forecast are; empty where the data is no series
 * @param encodings how the columns became features; empty: each is one number
 */
public record DataSignature(
        List<String> columns,
        List<String> classNames,
        LabelScaling labels,
        String tokens,
        Optional<Forecast> forecast,
        List<ColumnEncoding> encodings) {
    /** Of columns that are numbers. */
    public DataSignature(List<String> columns, List<String> classNames, LabelScaling labels, String tokens) {
        this(columns, classNames, labels, tokens, Optional.empty(), List.of());
    }

    /** Of what was done to features. */
    public static DataSignature of(
            Preprocessing features,
            List<String> classNames,
            LabelScaling labels,
            String tokens,
            Optional<Forecast> forecast) {
        return new DataSignature(features.inputs(), classNames, labels, tokens, forecast, features.encodings());
    }

    public DataSignature {
        columns = List.copyOf(columns);
        classNames = List.copyOf(classNames);
        forecast = forecast == null ? Optional.empty() : forecast;
        // what earlier versions saved was never text
        tokens = Optional.ofNullable(tokens).orElse("");
        // and knew numbers alone
        encodings = encodings == null ? List.of() : List.copyOf(encodings);
    }
}
