package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.column.CalendarColumn;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.table.Standardization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a model sees of every step: values that were measured, standardised by the training part, and the calendar. */
final class StepTable {
    private final Series spec;
    private final Timeline timeline;
    private final List<String> measured;
    private final List<CalendarColumn> calendar;
    /** One for every column that was measured. */
    private final List<LabelScaling> scalings;
    /** In the order of the model that is to go on, where there is one. */
    private final List<String> columns;

    /** The numbers of columns that never change, among those that were measured. */
    private final int[] constant;

    StepTable(Series spec, Timeline timeline, Sides sides, Optional<Expectation> expected) {
        this.spec = spec;
        this.timeline = timeline;
        measured = SeriesColumns.names(spec);
        calendar = CalendarColumn.of(spec.calendar());
        List<String> names = names();
        columns = expected.map(model -> model.columns(spec.path().toString(), names))
                .orElse(names);
        Standardization training =
                Standardization.of(timeline.measured().values(), timeline.measuredRows(Side.TRAIN, sides));
        constant =
                IntStream.range(0, measured.size()).filter(training::constant).toArray();
        scalings =
                scalings(training, expected.flatMap(model -> model.signature().forecast()));
    }

    /** Steps as a model has learned them, whatever their own mean and deviation are. */
    StepTable(Series spec, Timeline timeline, Preprocessing learned) {
        this.spec = spec;
        this.timeline = timeline;
        measured = SeriesColumns.names(spec);
        calendar = CalendarColumn.of(spec.calendar());
        columns = learned.columns();
        constant = new int[0];
        scalings = measured.stream()
                .map(columns::indexOf)
                .map(column -> new LabelScaling(
                        learned.means().get(column), learned.deviations().get(column)))
                .toList();
    }

    private List<String> names() {
        return Stream.concat(measured.stream(), calendar.stream().map(CalendarColumn::name))
                .toList();
    }

    /** Those of the targets are the model's that is to go on. */
    private List<LabelScaling> scalings(Standardization training, Optional<Forecast> before) {
        List<LabelScaling> found = new ArrayList<>();
        for (int column = 0; column < measured.size(); column++) {
            int known = before.map(Forecast::targets).orElse(List.of()).indexOf(measured.get(column));
            found.add(
                    known >= 0
                            ? before.orElseThrow().scalings().get(known)
                            : new LabelScaling(training.means()[column], training.divisor(column)));
        }
        return List.copyOf(found);
    }

    /** How the values of the targets are scaled, which they are as inputs and as labels. */
    List<LabelScaling> ofTargets() {
        return scalings.subList(0, spec.targets().size());
    }

    /** Where the targets stand among the columns. */
    int[] targets() {
        return spec.targets().stream().mapToInt(columns::indexOf).toArray();
    }

    int width() {
        return columns.size();
    }

    /** Every step as it goes into the network. */
    FloatRows rows(MemoryBudget budget) {
        int[] sources = columns.stream().mapToInt(measured::indexOf).toArray();
        CalendarColumn[] cycles = columns.stream()
                .map(name -> calendar.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst())
                .map(column -> column.orElse(null))
                .toArray(CalendarColumn[]::new);
        FloatRows rows = new FloatRows(spec.path().toString(), columns.size(), budget);
        float[] row = new float[columns.size()];
        for (int step = 0; step < timeline.size(); step++) {
            for (int column = 0; column < row.length; column++) {
                row[column] = sources[column] >= 0
                        ? scalings.get(sources[column]).apply(timeline.value(step, sources[column]))
                        : (float) cycles[column].at(timeline.time(step));
            }
            rows.add(row);
        }
        return rows;
    }

    /** What a user of the model repeats, step by step; the calendar stays as it is. */
    Preprocessing preprocessing(String description) {
        return new Preprocessing(
                description,
                columns,
                1,
                columns.stream().map(name -> scaling(name).offset()).toList(),
                columns.stream().map(name -> scaling(name).scale()).toList());
    }

    private LabelScaling scaling(String column) {
        int index = measured.indexOf(column);
        return index >= 0 ? scalings.get(index) : LabelScaling.NONE;
    }

    /** Columns with one value alone, from which nothing can be learned. */
    List<String> constants() {
        return IntStream.of(constant).mapToObj(measured::get).toList();
    }
}
