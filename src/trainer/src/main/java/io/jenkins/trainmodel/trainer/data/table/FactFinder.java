package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.trainer.data.DataFacts;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.TrainedColumns;
import io.jenkins.trainmodel.trainer.data.column.ColumnEncoding;
import io.jenkins.trainmodel.trainer.data.label.Labels;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import io.jenkins.trainmodel.trainer.data.table.Preparation.Prepared;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Finds out what people should know of tables before they train a model on them. */
record FactFinder(SampleTable table, FeatureRows rows, Parts parts, Optional<Parts.Part> test) {
    DataFacts facts(List<DataFile> files, Prepared features) {
        return new DataFacts(
                files,
                counts(parts.validation()),
                test.map(this::counts).orElse(List.of()),
                Optional.of(duplicates()),
                constant(features.preprocessing()),
                Optional.of(new TrainedColumns(
                        features.columns().apply(rows), parts.train().selection(), predicted())));
    }

    /** Labels that are numbers, in their own unit. */
    private Optional<IntToDoubleFunction> predicted() {
        return table.labels() instanceof RawLabels.Numbers numbers
                ? Optional.of(row -> numbers.values()[row])
                : Optional.empty();
    }

    private List<Long> counts(Parts.Part part) {
        return part.labels() instanceof Labels.Classes classes
                ? Arrays.stream(classes.counts(
                                part.selection(), parts.classNames().size()))
                        .boxed()
                        .toList()
                : List.of();
    }

    /** By the numbers of their contents. */
    private long duplicates() {
        return ContentNumber.repeated(
                Arrays.stream(parts.train().selection()).mapToLong(sample -> table.contents()[sample]));
    }

    /** Of features with names; whether something is missing teaches nothing where nothing is, which nobody needs to know. */
    private List<String> constant(Preprocessing features) {
        List<String> names = features.columns();
        if (names.size() != rows.width()) {
            return List.of();
        }
        BitSet same = sameInAll();
        return IntStream.range(0, names.size())
                .filter(same::get)
                .mapToObj(names::get)
                .filter(name -> !name.endsWith(ColumnEncoding.MISSING))
                .toList();
    }

    private BitSet sameInAll() {
        BitSet same = new BitSet();
        same.set(0, rows.width());
        float[] first = new float[rows.width()];
        float[] other = new float[rows.width()];
        int[] train = parts.train().selection();
        rows.copy(train[0], FloatBuffer.wrap(first));
        for (int sample = 1; sample < train.length && !same.isEmpty(); sample++) {
            rows.copy(train[sample], FloatBuffer.wrap(other));
            for (int feature = same.nextSetBit(0); feature >= 0; feature = same.nextSetBit(feature + 1)) {
                if (other[feature] != first[feature]) {
                    same.clear(feature);
                }
            }
        }
        return same;
    }
}
