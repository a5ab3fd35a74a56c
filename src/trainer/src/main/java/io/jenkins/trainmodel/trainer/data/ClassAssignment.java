package io.jenkins.trainmodel.trainer.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Gives every sample of a classification the index of its class. The training source decides what classes there are. */
final class ClassAssignment {
    private final SampleTable table;
    private final ClassNames names;
    private final Problems problems = new Problems();

    ClassAssignment(SampleTable table) {
        this.table = table;
        names = new ClassNames(named(table).names());
        if (names.sorted().size() < 2) {
            throw new DataException(table.source() + ": all " + table.features().size() + " samples are of the class "
                    + Listing.of(names.sorted()) + "; a classifier needs at least two classes");
        }
    }

    private static RawLabels.Named named(SampleTable source) {
        return (RawLabels.Named) source.labels();
    }

    /** Splits class by class unless validation samples are given. */
    Parts parts(Optional<SampleTable> held, double share, long seed, List<String> warnings) {
        Labels.Classes labels = indicesOf(table);
        if (held.isPresent()) {
            Labels.Classes heldLabels = heldIndices(held.get());
            warnOfMissing(held.get(), heldLabels, warnings);
            return Parts.of(table.features(), labels, held.get().features(), heldLabels, names.sorted());
        }
        requireTwoOfEach(labels);
        Split split = Split.stratified(labels.indices(), names.sorted().size(), share, seed);
        return Parts.of(table.features(), labels, split, names.sorted());
    }

    private Labels.Classes heldIndices(SampleTable held) {
        for (String name : named(held).names()) {
            if (names.indexOf(name).isEmpty()) {
                problems.add(named(held).firstPlace(name) + ": the class \"" + name
                        + "\" is not in the training data, which has " + Listing.of(names.sorted())
                        + "; remove its samples, or add some to " + table.source());
            }
        }
        problems.throwIfAny();
        return indicesOf(held);
    }

    private Labels.Classes indicesOf(SampleTable source) {
        int[] classOfNumber = named(source).names().stream()
                .mapToInt(name -> names.indexOf(name).orElseThrow())
                .toArray();
        int[] indices = named(source).numbers();
        Arrays.setAll(indices, sample -> classOfNumber[indices[sample]]);
        return new Labels.Classes(indices);
    }

    private void warnOfMissing(SampleTable held, Labels.Classes heldLabels, List<String> warnings) {
        long[] counts = countsOf(heldLabels);
        List<String> missing = IntStream.range(0, counts.length)
                .filter(index -> counts[index] == 0)
                .mapToObj(names.sorted()::get)
                .toList();
        if (!missing.isEmpty()) {
            warnings.add(held.source() + ": no validation sample is of the class " + Listing.of(missing));
        }
    }

    private void requireTwoOfEach(Labels.Classes labels) {
        long[] counts = countsOf(labels);
        for (int index = 0; index < counts.length; index++) {
            if (counts[index] < 2) {
                String name = names.sorted().get(index);
                problems.add(
                        table.source() + ": the class \"" + name + "\" has a single sample, too few to train and to"
                                + " validate; add samples, remove the class, give validation data of its own, or set task:"
                                + " regression if the labels are numbers to predict");
            }
        }
        problems.throwIfAny();
    }

    private long[] countsOf(Labels.Classes labels) {
        return labels.counts(
                Sampler.inSequence(labels.indices().length), names.sorted().size());
    }
}
