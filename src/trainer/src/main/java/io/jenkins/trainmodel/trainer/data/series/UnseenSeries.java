package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.csv.Tables;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Series for a model that has learned others, or what came before: in its columns, its scaling, and the same steps. */
public final class UnseenSeries {
    private final Series spec;
    private final LearnedData learned;
    private final Forecast forecast;
    private final MemoryBudget budget;
    private final Timeline timeline;
    private final StepTable table;
    private final List<String> notes = new ArrayList<>();

    /**
     * Reads the file that the specification names.
     *
     * @throws DataException if it cannot be read, lacks a column, or has steps of another length
     */
    public UnseenSeries(Series spec, LearnedData learned, Tables files, MemoryBudget budget) {
        this.spec = spec;
        this.learned = learned;
        this.budget = budget;
        forecast = learned.signature().forecast().orElseThrow();
        try (TableFile file = files.open(spec.path())) {
            MeasuredRows measured = new SeriesReader(file, spec, budget).read();
            timeline = new TimelineBuilder(spec, measured, budget).build(notes);
        }
        requireSameSteps();
        table = new StepTable(spec, timeline, learned.preprocessing());
    }

    private void requireSameSteps() {
        String step = timeline.grid().words();
        if (!step.equals(forecast.step())) {
            throw new DataException(spec.path() + ": the steps are of " + step + ", and the model has learned steps of "
                    + forecast.step() + "; give rows at such distances");
        }
    }

    /** What people should know. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * All windows of which it is known what came next.
     *
     * @throws DataException if there is none
     */
    public Samples windows() {
        Windows windows = new Windows(spec, timeline, new Sides.Same(Side.TEST));
        windows.leftOut().ifPresent(notes::add);
        windows.require(Side.TEST, "test");
        return samples(windows.of(Side.TEST));
    }

    /**
     * Where a series ends, and what is predicted from there.
     *
     * @param series its name; empty where the data is one series
     * @param times of the steps that are predicted, in ISO 8601
     */
    public record End(String series, List<String> times) {}

    /**
     * The last window of every series.
     *
     * @param samples windows that end with their series, whose labels are unknown
     * @param ends one a sample
     */
    public record Ends(Samples samples, List<End> ends) {}

    /**
     * What comes after every series.
     *
     * @throws DataException if none is as long as a window
     */
    public Ends ends() {
        Map<Integer, Timeline.Run> last = new TreeMap<>();
        timeline.runs().forEach(run -> last.put(run.series(), run));
        List<String> names = timeline.measured().seriesNames();
        List<End> ends = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        last.forEach((series, run) -> {
            if (run.size() < spec.window()) {
                notes.add(spec.path() + ": " + named(names.get(series)) + " ends with " + run.size()
                        + " steps without a gap, too few for a window of " + spec.window() + "; it is left out");
            } else {
                starts.add(run.to());
                ends.add(new End(names.get(series), times(run.to() - 1)));
            }
        });
        if (ends.isEmpty()) {
            throw new DataException(spec.path() + ": no series ends with as many steps without a gap as a window has, "
                    + spec.window() + "; give more rows");
        }
        return new Ends(
                new SeriesEnds(samples(starts.stream().mapToInt(start -> start).toArray())), List.copyOf(ends));
    }

    private static String named(String series) {
        return series.isEmpty() ? "the series" : "the series " + series;
    }

    private List<String> times(int step) {
        return LongStream.rangeClosed(1, spec.horizon())
                .mapToObj(ahead ->
                        timeline.grid().after(timeline.time(step), ahead).toString())
                .toList();
    }

    /** Errors are scaled as those of the training were, on the mean over its series. */
    private SeriesSamples samples(int[] starts) {
        return new SeriesSamples(
                table.rows(budget),
                forecast,
                (step, target) -> forecast.naiveErrors().get(target),
                table.targets(),
                starts,
                step -> new SamplePlace(spec.path().toString(), timeline.nameOf(step)));
    }
}
