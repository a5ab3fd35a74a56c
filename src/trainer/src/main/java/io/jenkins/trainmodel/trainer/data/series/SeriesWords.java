package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.metric.Figure;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Series.SeriesSplit;
import java.util.Arrays;
import java.util.Locale;

/** What the series are, where they are cut, and what a forecast without a model reaches, for people. */
record SeriesWords(Series spec, Timeline timeline, Windows windows) {
    String text() {
        String text = String.format(
                Locale.ROOT,
                "series in steps of %s, %d predicted from %d; %s; on the validation windows the last value has a mean"
                        + " absolute error of %s",
                timeline.grid().words(),
                spec.horizon(),
                spec.window(),
                parts(),
                naive(1));
        return spec.season() == 1
                ? text
                : String.format(
                        Locale.ROOT,
                        "%s, the last season of %d steps one of %s",
                        text,
                        spec.season(),
                        naive(spec.season()));
    }

    private String parts() {
        if (spec.split() == SeriesSplit.SERIES) {
            return "whole series validate";
        }
        String parts = String.format(
                Locale.ROOT,
                "training until %s, validation from %s until %s",
                last(Side.TRAIN),
                first(Side.VALIDATION),
                last(Side.VALIDATION));
        return spec.isTested()
                ? String.format(Locale.ROOT, "%s, test from %s until %s", parts, first(Side.TEST), last(Side.TEST))
                : parts;
    }

    /** The first time that is predicted. */
    private String first(Side side) {
        return timeline.time(Arrays.stream(windows.of(side))
                        .boxed()
                        .min((one, other) -> Long.compare(timeline.microseconds()[one], timeline.microseconds()[other]))
                        .orElseThrow())
                .toString();
    }

    /** The last time that is predicted. */
    private String last(Side side) {
        return timeline.time(Arrays.stream(windows.of(side))
                        .map(start -> start + spec.horizon() - 1)
                        .boxed()
                        .max((one, other) -> Long.compare(timeline.microseconds()[one], timeline.microseconds()[other]))
                        .orElseThrow())
                .toString();
    }

    private String naive(int season) {
        return Figure.of(new NaiveForecast(timeline, season)
                .error(
                        windows.of(Side.VALIDATION),
                        spec.horizon(),
                        spec.targets().size()));
    }
}
