package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.trainer.data.DataFacts;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.csv.Tables;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.split.ContentSketch;
import io.jenkins.trainmodel.trainer.data.split.HoldOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Data of series. */
public final class SeriesData {
    private final Series spec;
    private final Tables files;
    private final MemoryBudget budget;
    private final List<String> warnings = new ArrayList<>();

    public SeriesData(Series spec, Tables files, MemoryBudget budget) {
        this.spec = spec;
        this.files = files;
        this.budget = budget;
    }

    /**
     * The windows of the series.
     *
     * @param expected a model that is to go on with them: columns stand in its order, and its targets are scaled as it has
     *     learned them
     */
    public LoadedData load(long seed, Optional<Expectation> expected) {
        try (TableFile file = files.open(spec.path())) {
            MeasuredRows measured = new SeriesReader(file, spec, budget).read();
            List<DataFile> read = file.files();
            Timeline timeline = new TimelineBuilder(spec, measured, budget).build(warnings);
            return loaded(timeline, Sides.of(spec, timeline, seed), expected, read);
        }
    }

    private LoadedData loaded(Timeline timeline, Sides sides, Optional<Expectation> expected, List<DataFile> read) {
        Windows windows = new Windows(spec, timeline, sides);
        windows.leftOut().ifPresent(warnings::add);
        windows.require(Side.TRAIN, "training");
        windows.require(Side.VALIDATION, "validation");
        if (spec.isTested()) {
            windows.require(Side.TEST, "test");
        }
        StepTable table = new StepTable(spec, timeline, sides, expected);
        if (!table.constants().isEmpty()) {
            warnings.add(spec.path() + ": the same value in every training sample, so nothing to learn from: "
                    + Listing.of(table.constants()));
        }
        NaiveErrors naive =
                new NaiveErrors(timeline, sides, spec.season(), spec.targets().size());
        Forecast forecast = forecast(timeline, naive, table.ofTargets());
        expected.ifPresent(model -> model.requireLike(spec.path().toString(), forecast));
        FloatRows steps = table.rows(budget);
        AllSamples all = new AllSamples(
                steps,
                forecast,
                naive,
                table.targets(),
                windows,
                step -> new SamplePlace(spec.path().toString(), timeline.nameOf(step)));
        return new LoadedData(
                all.of(Side.TRAIN),
                all.of(Side.VALIDATION),
                spec.isTested() ? Optional.of(all.of(Side.TEST)) : Optional.empty(),
                List.of(spec.window(), table.width()),
                List.of(),
                List.of(),
                read.get(0).sha256(),
                table.preprocessing(new SeriesWords(spec, timeline, windows).text()),
                LabelScaling.NONE,
                holdOut(timeline, windows),
                List.copyOf(warnings),
                Optional.empty(),
                Optional.of(forecast),
                facts(read, new TrainedSteps(timeline, sides, steps, windows), table.constants()));
    }

    /** What people should know of the training part. */
    private DataFacts facts(List<DataFile> read, TrainedSteps trained, List<String> constant) {
        return new DataFacts(
                read,
                List.of(),
                List.of(),
                Optional.of(trained.duplicates(spec.window())),
                constant,
                Optional.of(trained.columns(SeriesColumns.names(spec))));
    }

    /** The samples of every part, from the same steps. */
    private record AllSamples(
            FloatRows rows,
            Forecast forecast,
            NaiveErrors naive,
            int[] targets,
            Windows windows,
            IntFunction<SamplePlace> places) {
        Samples of(Side side) {
            return new SeriesSamples(rows, forecast, naive, targets, windows.of(side), places);
        }
    }

    private Forecast forecast(Timeline timeline, NaiveErrors naive, List<LabelScaling> scalings) {
        return new Forecast(
                timeline.grid().words(),
                spec.window(),
                spec.horizon(),
                spec.season(),
                spec.targets(),
                scalings,
                naive.means());
    }

    /** Steps are what is learned and judged by, in windows of whatever size. */
    private HoldOut holdOut(Timeline timeline, Windows windows) {
        long[] contents = new StepContents(spec.targets(), timeline).numbers();
        int[] tested = windows.predicted(Side.TEST);
        return new HoldOut(
                        true,
                        ContentSketch.of(contents, windows.predicted(Side.TRAIN)),
                        Arrays.stream(windows.predicted(Side.VALIDATION))
                                .mapToLong(step -> contents[step])
                                .toArray())
                .and(contents, spec.isTested() ? tested : new int[0]);
    }
}
