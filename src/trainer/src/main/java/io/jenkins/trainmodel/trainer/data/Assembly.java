package io.jenkins.trainmodel.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts what was read together: classes, split, standardization.
 *
 * @param held samples that are for validation only; empty: a share of the table is held out
 * @param share the share that is held out, in (0, 1)
 * @param expected a model whose classes and label scaling the data takes over
 * @param warnings of reading
 */
public record Assembly(
        SampleTable table,
        Optional<SampleTable> held,
        double share,
        long seed,
        Optional<Expectation> expected,
        List<String> warnings) {

    /** Features as they were prepared. */
    private record Prepared(FeatureRows rows, FeatureRows heldRows, Preprocessing preprocessing) {}

    /**
     * The data of a run.
     *
     * @param standardize whether features, which must be in double then, are standardised
     */
    public LoadedData assemble(List<Integer> shape, Preprocessing scaling, boolean standardize, String fingerprint) {
        List<String> notes = new ArrayList<>(warnings);
        Parts parts = table.labels() instanceof RawLabels.Named
                ? new ClassAssignment(table, expected).parts(held, share, seed, notes)
                : Parts.ofNumbers(table, held, share, seed, expected, notes);
        Prepared features = standardize ? standardize(parts, scaling, notes) : asTheyAre(scaling);
        return new LoadedData(
                new StoredSamples(
                        features.rows, parts.train().labels(), parts.train().selection()),
                new StoredSamples(
                        features.heldRows,
                        parts.validation().labels(),
                        parts.validation().selection()),
                shape,
                parts.classNames(),
                parts.classCounts(),
                fingerprint,
                features.preprocessing,
                parts.labels(),
                parts.holdOut(),
                List.copyOf(notes));
    }

    private Prepared asTheyAre(Preprocessing scaling) {
        return new Prepared(table.features(), held.map(SampleTable::features).orElse(table.features()), scaling);
    }

    private Prepared standardize(Parts parts, Preprocessing scaling, List<String> notes) {
        Standardization standardization =
                Standardization.of((DoubleRows) table.features(), parts.train().selection());
        warnOfConstants(standardization, scaling.columns(), notes);
        FeatureRows rows = standardization.apply((DoubleRows) table.features());
        FeatureRows heldRows = held.<FeatureRows>map(source -> standardization.apply((DoubleRows) source.features()))
                .orElse(rows);
        return new Prepared(rows, heldRows, standardization.after(scaling));
    }

    private void warnOfConstants(Standardization standardization, List<String> columns, List<String> notes) {
        List<String> constant = IntStream.range(0, columns.size())
                .filter(standardization::constant)
                .mapToObj(columns::get)
                .toList();
        if (!constant.isEmpty()) {
            notes.add(table.source() + ": the same value in every training sample, so nothing to learn from: "
                    + Listing.of(constant));
        }
    }
}
