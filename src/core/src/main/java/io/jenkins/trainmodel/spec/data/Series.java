package io.jenkins.trainmodel.spec.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Numbers that were measured one after the other, of which those that come next are predicted.
 *
 * @param time the column with the time stamps
 * @param timeFormat how they are written, see {@link TimeFormat}; empty: as ISO 8601 or since 1970
 * @param targets the columns to predict; they are inputs as well
 * @param features further columns that are inputs
 * @param series the column that says which series a row belongs to; empty: all are one
 * @param calendar what of the time is an input
 * @param window steps that a model sees
 * @param horizon steps that it predicts
 * @param stride steps from one window to the next
 * @param season steps after which the series is about the same again: the naive forecast repeats the last so many
 * @param missing what becomes of a step without a row or a value
 * @param duplicates what becomes of a second row of the same time
 * @param split whether what comes later is held out, or whole series
 * @param heldOut what validates
 * @param tested what is kept for the test
 */
public record Series(
        Path path,
        String time,
        Optional<String> timeFormat,
        List<String> targets,
        List<String> features,
        Optional<String> series,
        List<Calendar> calendar,
        int window,
        int horizon,
        int stride,
        int season,
        MissingSteps missing,
        Duplicates duplicates,
        SeriesSplit split,
        HeldOut heldOut,
        Optional<HeldOut> tested)
        implements DataSpec {
    /** Other series with the same columns. */
    public Series at(Path other) {
        return new Series(
                other,
                time,
                timeFormat,
                targets,
                features,
                series,
                calendar,
                window,
                horizon,
                stride,
                season,
                missing,
                duplicates,
                split,
                heldOut,
                tested);
    }

    @Override
    public boolean isTested() {
        return tested.isPresent();
    }

    @Override
    public Task task() {
        return Task.FORECAST;
    }

    /** What becomes of a step of a series without a row or a value. */
    public enum MissingSteps {
        FAIL,
        FILL,
        SPLIT
    }

    /** What becomes of several rows of the same time. */
    public enum Duplicates {
        FAIL,
        FIRST,
        LAST
    }

    /** What of series is held out. */
    public enum SeriesSplit {
        TIME,
        SERIES
    }
}
