package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.Text.SplitUnit;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import io.jenkins.trainmodel.trainer.data.split.ContentSketch;
import io.jenkins.trainmodel.trainer.data.split.Split;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What of a text trains, what validates, and what is kept for the test. A share for the test is taken by the same numbers as
 * that for validation, from their other end, so that neither moves the units of the other.
 *
 * @param fingerprint of all that was read
 * @param units of the text itself
 * @param split of those that are not kept for the test; all of them train where there is a validation text
 * @param kept those that are kept for the test; none where there is a test text
 * @param held of the validation text, where there is one
 * @param tested of the test text, where there is one
 */
record TextSides(
        String fingerprint,
        SplitUnit unit,
        Scan.Units units,
        Split split,
        int[] kept,
        Optional<Scan.Units> held,
        Optional<Scan.Units> tested) {

    /**
     * Reads the text once.
     *
     * @throws DataException if there is none, or too little for all of its sides
     */
    static TextSides of(TextSource source, Text spec, long seed) {
        Scan text = new Scan();
        Scan held = new Scan();
        Scan tested = new Scan();
        String fingerprint = source.read(text, held, tested);
        SplitUnit unit = spec.split().orElse(text.usualUnit());
        Scan.Units units = text.units(unit);
        if (units.contents().length == 0) {
            throw new DataException(spec.path() + ": holds no text");
        }
        Optional<Double> share = spec.test().filter(wanted -> source.tested().isEmpty());
        int[] kept = share.map(wanted -> last(Split.numbers(units.contents(), seed), wanted))
                .orElse(new int[0]);
        TextSides sides = new TextSides(
                fingerprint,
                unit,
                units,
                source.held().isPresent() ? unsplit(units, kept) : split(units, kept, spec.validation(), seed),
                kept,
                source.held().map(files -> held.units(unit)),
                source.tested().map(files -> tested.units(unit)));
        sides.requireAll(spec);
        return sides;
    }

    /** Those with the largest numbers, at least one. */
    private static int[] last(double[] numbers, double share) {
        double from = Math.min(1 - share, Arrays.stream(numbers).max().orElseThrow());
        return IntStream.range(0, numbers.length)
                .filter(unit -> numbers[unit] >= from)
                .toArray();
    }

    private static Split unsplit(Scan.Units units, int[] kept) {
        BitSet left = new BitSet();
        left.set(0, units.contents().length);
        IntStream.of(kept).forEach(left::clear);
        return new Split(left.stream().toArray(), new int[0]);
    }

    private static Split split(Scan.Units units, int[] kept, double share, long seed) {
        int[] sides = new int[units.contents().length];
        IntStream.of(kept).forEach(unit -> sides[unit] = Split.LEFT_OUT);
        return Split.of(units.contents(), sides, share, seed);
    }

    private void requireAll(Text spec) {
        if (split.train().length > 0 && (held.isPresent() || split.validation().length > 0)) {
            return;
        }
        String section = unit == SplitUnit.DOCUMENT ? ", split: section," : "";
        throw new DataException(
                kept.length > 0
                        ? spec.path() + ": has only "
                                + LongStream.of(units.contents()).distinct().count() + " different " + word()
                                + "s, too few for one that trains, one that validates and one for the test; give more"
                                + " text"
                                + section + " or testPath"
                        : spec.path() + ": all of it is one " + word()
                                + ", or equal ones, so that none can be held out for validation; give more text"
                                + section
                                + " or validationPath");
    }

    /** What is split, as the specification calls it. */
    String word() {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    /** Sections of the text that validate. */
    BitSet validating() {
        return units.sectionsOf(split.validation());
    }

    /** Sections of the text that are kept for the test. */
    BitSet testing() {
        return units.sectionsOf(kept);
    }

    /** Sections of the text that do not train. */
    BitSet judging() {
        BitSet both = validating();
        both.or(testing());
        return both;
    }

    /** Content numbers of what validates. */
    long[] validatingContents() {
        return held.map(Scan.Units::contents).orElseGet(() -> select(split.validation()));
    }

    /** Content numbers of what the kept model is tested on. */
    long[] testingContents() {
        return tested.map(Scan.Units::contents).orElseGet(() -> select(kept));
    }

    private long[] select(int[] selection) {
        return IntStream.of(selection).mapToLong(unit -> units.contents()[unit]).toArray();
    }

    /** How many documents or sections that train are equal to another one. */
    long duplicates() {
        return ContentNumber.repeated(Arrays.stream(select(split.train())));
    }

    /** By what is recognised what has trained. */
    ContentSketch learned() {
        return ContentSketch.of(units.contents(), split.train());
    }
}
