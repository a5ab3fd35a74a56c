package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.Calendar;
import io.jenkins.trainmodel.spec.data.HeldOut;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Series.Duplicates;
import io.jenkins.trainmodel.spec.data.Series.MissingSteps;
import io.jenkins.trainmodel.spec.data.Series.SeriesSplit;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.data.source.SampleReader;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The specification of a file of series as it is by default, but for what a test wants otherwise. */
final class SeriesSpec {
    private final Path file;
    private List<String> targets = List.of("y");
    private List<String> features = List.of();
    private Optional<String> series = Optional.empty();
    private List<Calendar> calendar = List.of();
    private int window = 3;
    private int horizon = 2;
    private int stride = 1;
    private int season = 1;
    private MissingSteps missing = MissingSteps.FAIL;
    private Duplicates duplicates = Duplicates.FAIL;
    private SeriesSplit split = SeriesSplit.TIME;
    private HeldOut validation = new HeldOut.Share(0.25);
    private Optional<HeldOut> test = Optional.empty();

    private SeriesSpec(Path file) {
        this.file = file;
    }

    static SeriesSpec series(Path file) {
        return new SeriesSpec(file);
    }

    SeriesSpec targets(String... names) {
        targets = List.of(names);
        return this;
    }

    SeriesSpec features(String... names) {
        features = List.of(names);
        return this;
    }

    SeriesSpec by(String column) {
        series = Optional.of(column);
        return this;
    }

    SeriesSpec calendar(Calendar... cycles) {
        calendar = List.of(cycles);
        return this;
    }

    SeriesSpec steps(int ofWindow, int ofHorizon, int ofStride, int ofSeason) {
        window = ofWindow;
        horizon = ofHorizon;
        stride = ofStride;
        season = ofSeason;
        return this;
    }

    SeriesSpec missing(MissingSteps policy) {
        missing = policy;
        return this;
    }

    SeriesSpec duplicates(Duplicates policy) {
        duplicates = policy;
        return this;
    }

    SeriesSpec wholeSeries() {
        split = SeriesSplit.SERIES;
        return this;
    }

    SeriesSpec validation(HeldOut part) {
        validation = part;
        return this;
    }

    SeriesSpec test(HeldOut part) {
        test = Optional.of(part);
        return this;
    }

    Series build() {
        return new Series(
                file,
                "time",
                Optional.empty(),
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
                validation,
                test);
    }

    LoadedData load() {
        return SampleReader.load(build());
    }

    LoadedData load(Expectation model) {
        return new Datasets(TestEngine.libraries(), LoadProgress.NONE).load(build(), 1, Optional.of(model));
    }

    /** The problems with which loading fails. */
    List<String> problems() {
        return SampleReader.problems(build());
    }
}
