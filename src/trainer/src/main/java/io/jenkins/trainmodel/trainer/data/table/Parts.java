package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.label.Labels;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.split.ContentSketch;
import io.jenkins.trainmodel.trainer.data.split.HoldOut;
import io.jenkins.trainmodel.trainer.data.split.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which samples train and which validate, and what their labels are.
 *
 * @param classNames empty for regression
 * @param labels how labels became what is predicted
 * @param holdOut the same by content
 */
record Parts(Part train, Part validation, List<String> classNames, LabelScaling labels, HoldOut holdOut) {

    /** The selected samples of a source, with the labels of all. */
    record Part(Labels labels, int[] selection) {}

    /** A share of one source is held out. */
    static Parts drawn(
            SampleTable table, Labels labels, int[] classIndices, double share, long seed, List<String> warnings) {
        Split split = Split.of(table.contents(), classIndices, share, seed);
        requireBoth(table, split);
        warnOfOtherShare(table, split, share, warnings);
        long[] validating = select(table.contents(), split.validation());
        return new Parts(
                new Part(labels, split.train()),
                new Part(labels, split.validation()),
                List.of(),
                LabelScaling.NONE,
                new HoldOut(true, ContentSketch.of(table.contents(), split.train()), validating));
    }

    /** Each part from a source of its own, complete. */
    static Parts given(SampleTable table, Labels labels, SampleTable held, Labels heldLabels) {
        Part train = new Part(labels, labels.known());
        Part validation = new Part(heldLabels, heldLabels.known());
        return new Parts(
                train,
                validation,
                List.of(),
                LabelScaling.NONE,
                new HoldOut(
                        false,
                        ContentSketch.of(table.contents(), train.selection()),
                        select(held.contents(), validation.selection())));
    }

    private static long[] select(long[] contents, int[] selection) {
        return Arrays.stream(selection).mapToLong(sample -> contents[sample]).toArray();
    }

    private static void requireBoth(SampleTable table, Split split) {
        if (split.train().length == 0 || split.validation().length == 0) {
            throw new DataException(table.source()
                    + ": all samples, or all of every class, are equal, so that none can be held out for validation;"
                    + " give others, or validation data of its own");
        }
    }

    /** Chance moves the share a little; a lot is the doing of equal samples, of which a draw takes all or none. */
    private static void warnOfOtherShare(SampleTable table, Split split, double share, List<String> warnings) {
        int held = split.validation().length;
        int samples = held + split.train().length;
        double deviation = Math.sqrt(samples * share * (1 - share));
        if (Math.abs(held - samples * share) <= 5 * deviation + 2) {
            return;
        }
        long contents = IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation()))
                .mapToLong(sample -> table.contents()[sample])
                .distinct()
                .count();
        if (contents < samples) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: %d of %d samples are held out, where validation: %s asks for about %.0f: only %d of them"
                            + " differ, and equal ones stand on one side; give validation data of its own for another"
                            + " share",
                    table.source(),
                    held,
                    samples,
                    share,
                    samples * share,
                    contents));
        }
    }

    /** Values to be predicted. */
    static Parts ofNumbers(
            SampleTable table,
            Optional<SampleTable> held,
            double share,
            long seed,
            Optional<Expectation> expected,
            List<String> warnings) {
        double[] values = valuesOf(table);
        if (held.isEmpty() && values.length < 2) {
            throw new DataException(table.source()
                    + ": one sample is too few to train and to validate; give more, or validation data of its own");
        }
        Labels raw = scaled(table, LabelScaling.NONE);
        Parts sides = held.isPresent()
                ? given(table, raw, held.get(), scaled(held.get(), LabelScaling.NONE))
                : drawn(table, raw, oneClass(values), share, seed, warnings);
        LabelScaling scaling = expected.filter(Expectation::keepsOutputs)
                .map(model -> model.signature().labels())
                .orElseGet(() -> LabelScaling.of(values, sides.train.selection));
        Labels labels = scaled(table, scaling);
        return new Parts(
                new Part(labels, sides.train.selection),
                new Part(held.map(source -> scaled(source, scaling)).orElse(labels), sides.validation.selection),
                List.of(),
                scaling,
                sides.holdOut);
    }

    private static int[] oneClass(double[] values) {
        return Arrays.stream(values)
                .mapToInt(value -> Double.isNaN(value) ? Split.LEFT_OUT : 0)
                .toArray();
    }

    private static double[] valuesOf(SampleTable table) {
        return ((RawLabels.Numbers) table.labels()).values();
    }

    /** All samples that are for the test, with labels scaled as those for training. */
    static Part testOfNumbers(SampleTable source, LabelScaling scaling) {
        Labels labels = scaled(source, scaling);
        return new Part(labels, labels.known());
    }

    private static Labels scaled(SampleTable table, LabelScaling scaling) {
        double[] values = valuesOf(table);
        float[] scaled = new float[values.length];
        for (int sample = 0; sample < scaled.length; sample++) {
            scaled[sample] = scaling.apply(values[sample]);
        }
        return new Labels.Values(scaled);
    }

    Parts withClasses(List<String> names) {
        return new Parts(train, validation, names, labels, holdOut);
    }

    /** Training samples per class; empty for regression. */
    List<Long> classCounts() {
        return train.labels instanceof Labels.Classes classes
                ? Arrays.stream(classes.counts(train.selection, classNames.size()))
                        .boxed()
                        .toList()
                : List.of();
    }
}
