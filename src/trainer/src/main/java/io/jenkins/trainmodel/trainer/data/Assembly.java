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
 * @param warnings of reading
 */
public record Assembly(SampleTable table, Optional<SampleTable> held, double share, long seed, List<String> warnings) {

    public LoadedData assemble(List<Integer> shape, Preprocessing scaling, boolean standardize, String fingerprint) {
        List<String> notes = new ArrayList<>(warnings);
        Parts parts = table.labels() instanceof RawLabels.Named
                ? new ClassAssignment(table).parts(held, share, seed, notes)
                : Parts.ofNumbers(table, held, share, seed);
        Preprocessing preprocessing = standardize ? standardize(parts, scaling, notes) : scaling;
        return new LoadedData(
                parts.train(),
                parts.validation(),
                shape,
                parts.classNames(),
                parts.classCounts(),
                fingerprint,
                preprocessing,
                List.copyOf(notes));
    }

    private Preprocessing standardize(Parts parts, Preprocessing scaling, List<String> notes) {
        FloatRows rows = (FloatRows) table.features();
        Standardization standardization = Standardization.of(rows, parts.train().selection());
        standardization.apply(rows);
        held.ifPresent(source -> standardization.apply((FloatRows) source.features()));
        List<String> constant = IntStream.range(0, rows.width())
                .filter(standardization::constant)
                .mapToObj(scaling.columns()::get)
                .toList();
        if (!constant.isEmpty()) {
            notes.add(table.source() + ": the same value in every training sample, so nothing to learn from: "
                    + Listing.of(constant));
        }
        return standardization.after(scaling);
    }
}
