package io.jenkins.trainmodel.trainer.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The training and the validation samples.
 *
 * @param classNames empty for regression
 */
record Parts(StoredSamples train, StoredSamples validation, List<String> classNames) {

    /** Both parts from one source. */
    static Parts of(FeatureRows rows, Labels labels, Split split, List<String> classNames) {
        return new Parts(
                new StoredSamples(rows, labels, split.train()),
                new StoredSamples(rows, labels, split.validation()),
                classNames);
    }

    /** Each part from a source of its own, complete. */
    static Parts of(FeatureRows rows, Labels labels, FeatureRows heldRows, Labels heldLabels, List<String> classNames) {
        return new Parts(
                new StoredSamples(rows, labels, Sampler.inSequence(rows.size())),
                new StoredSamples(heldRows, heldLabels, Sampler.inSequence(heldRows.size())),
                classNames);
    }

    /** Values to be predicted, split at random unless validation samples are given. */
    static Parts ofNumbers(SampleTable table, Optional<SampleTable> held, double share, long seed) {
        Labels labels = valuesOf(table);
        if (held.isPresent()) {
            return of(table.features(), labels, held.get().features(), valuesOf(held.get()), List.of());
        }
        if (table.features().size() < 2) {
            throw new DataException(table.source()
                    + ": one sample is too few to train and to validate; give more, or validation data of its own");
        }
        return of(table.features(), labels, Split.random(table.features().size(), share, seed), List.of());
    }

    private static Labels valuesOf(SampleTable table) {
        return new Labels.Values(((RawLabels.Numbers) table.labels()).values());
    }

    /** Training samples per class; empty for regression. */
    List<Long> classCounts() {
        return train.labels() instanceof Labels.Classes classes
                ? Arrays.stream(classes.counts(train.selection(), classNames.size()))
                        .boxed()
                        .toList()
                : List.of();
    }
}
