package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.split.HoldOut;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.util.List;
import java.util.Optional;

/**
 * The data of a run, split and ready.
 *
 * @param test what the kept model is measured on once; empty: no test is wanted
 * @param sampleShape shape of one sample's features, such as [64] or [1, 28, 28] (channels, height, width)
 * @param classNames the class of every label index; empty for regression
 * @param classCounts training samples per class; empty for regression
 * @param fingerprint SHA-256 over the content that was read, in lower-case hexadecimal
 * @param preprocessing what was done to the features, for inference to repeat
 * @param labelScaling what was done to the labels of a regression
 * @param holdOut which samples train and which validate
 * @param warnings what people should know of the data and what does not prevent training
 * @param tokenizer how text became tokens, for data of text
 * @param forecast what the outputs are, for data of series
 * @param facts what people should know of it before it trains
 */
public record LoadedData(
        Samples train,
        Samples validation,
        Optional<Samples> test,
        List<Integer> sampleShape,
        List<String> classNames,
        List<Long> classCounts,
        String fingerprint,
        Preprocessing preprocessing,
        LabelScaling labelScaling,
        HoldOut holdOut,
        List<String> warnings,
        Optional<Tokenizer> tokenizer,
        Optional<Forecast> forecast,
        DataFacts facts) {

    /** The same data with other samples to train on. */
    public LoadedData trainingOn(Samples other) {
        return new LoadedData(
                other,
                validation,
                test,
                sampleShape,
                classNames,
                classCounts,
                fingerprint,
                preprocessing,
                labelScaling,
                holdOut,
                warnings,
                tokenizer,
                forecast,
                facts);
    }

    /** What a model's inputs and outputs mean that is trained on it. */
    public DataSignature signature() {
        return DataSignature.of(
                preprocessing,
                classNames,
                labelScaling,
                tokenizer.map(Tokenizer::description).orElse(""),
                forecast);
    }
}
