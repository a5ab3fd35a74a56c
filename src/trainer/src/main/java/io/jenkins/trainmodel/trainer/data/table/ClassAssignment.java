package io.jenkins.trainmodel.trainer.data.table;

import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.label.ClassNames;
import io.jenkins.trainmodel.trainer.data.label.Labels;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.data.split.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Gives every sample of a classification the index of its class. The training source decides what classes there are. */
final class ClassAssignment {
    private final SampleTable table;
    private final ClassNames names;
    private final Problems problems = new Problems();

    ClassAssignment(SampleTable table, Optional<Expectation> expected) {
        this.table = table;
        List<String> found = named(table).names();
        names = new ClassNames(
                found,
                sorted -> expected.map(model -> model.classNames(table.source(), sorted))
                        .orElse(sorted));
        if (names.inOrder().size() < 2) {
            throw new DataException(table.source() + ": all " + table.features().size() + " samples are of the class "
                    + Listing.of(names.inOrder()) + "; a classifier needs at least two classes");
        }
    }

    private static RawLabels.Named named(SampleTable source) {
        return (RawLabels.Named) source.labels();
    }

    /** All samples that are for the test. */
    Parts.Part test(SampleTable source) {
        Labels.Classes labels = heldIndices(source);
        return new Parts.Part(labels, labels.known());
    }

    /** Splits by content unless validation samples are given. */
    Parts parts(Optional<SampleTable> held, double share, long seed, List<String> warnings) {
        Labels.Classes labels = indicesOf(table);
        Parts parts = held.isPresent()
                ? Parts.given(table, labels, held.get(), heldIndices(held.get()))
                : drawn(labels, share, seed, warnings);
        warnOfMissing(held.orElse(table), parts.validation(), warnings);
        return parts.withClasses(names.inOrder());
    }

    private Parts drawn(Labels.Classes labels, double share, long seed, List<String> warnings) {
        requireTwoOfEach(labels);
        return Parts.drawn(table, labels, labels.indices(), share, seed, warnings);
    }

    private Labels.Classes heldIndices(SampleTable held) {
        for (String name : named(held).names()) {
            if (names.indexOf(name).isEmpty()) {
                problems.add(named(held).firstPlace(name) + ": the class " + Quoted.of(name)
                        + " is not in the training data, which has " + Listing.of(names.inOrder())
                        + "; remove its samples, or add some to " + table.source());
            }
        }
        problems.throwIfAny();
        return indicesOf(held);
    }

    private Labels.Classes indicesOf(SampleTable source) {
        int[] classOfName = named(source).names().stream()
                .mapToInt(name -> names.indexOf(name).orElseThrow())
                .toArray();
        int[] indices = named(source).indices();
        Arrays.setAll(indices, sample -> indices[sample] < 0 ? Split.LEFT_OUT : classOfName[indices[sample]]);
        return new Labels.Classes(indices);
    }

    private void warnOfMissing(SampleTable source, Parts.Part validation, List<String> warnings) {
        long[] counts = countsOf((Labels.Classes) validation.labels(), validation.selection());
        List<String> missing = IntStream.range(0, counts.length)
                .filter(index -> counts[index] == 0)
                .mapToObj(names.inOrder()::get)
                .toList();
        if (!missing.isEmpty()) {
            warnings.add(source.source() + ": no validation sample is of the class " + Listing.of(missing));
        }
    }

    private void requireTwoOfEach(Labels.Classes labels) {
        long[] counts = countsOf(labels, labels.known());
        for (int index = 0; index < counts.length; index++) {
            if (counts[index] < 2) {
                String name = names.inOrder().get(index);
                problems.add(table.source() + ": the class " + Quoted.of(name)
                        + " has a single sample, too few to train and to"
                        + " validate; add samples, remove the class, give validation data of its own, or set task:"
                        + " regression if the labels are numbers to predict");
            }
        }
        problems.throwIfAny();
    }

    private long[] countsOf(Labels.Classes labels, int[] selection) {
        return labels.counts(selection, names.inOrder().size());
    }
}
