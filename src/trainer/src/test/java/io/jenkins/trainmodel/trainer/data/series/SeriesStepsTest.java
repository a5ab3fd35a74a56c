package io.jenkins.trainmodel.trainer.data.series;

import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.BEGIN;
import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.counting;
import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.workdays;
import static io.jenkins.trainmodel.trainer.data.series.SeriesSpec.series;
import static io.jenkins.trainmodel.trainer.data.series.Window.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Series.Duplicates;
import io.jenkins.trainmodel.spec.data.Series.MissingSteps;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.csv.Tables;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of time: of which length, missing, twice there, or out of order. */
class SeriesStepsTest {
    @TempDir
    Path folder;

    private Path file(String header, List<String> rows) throws IOException {
        return SeriesRows.write(folder, header, rows);
    }

    @Test
    void shouldFillGapsForTheModelToSeeAndNeverPredictThem() throws IOException {
        List<String> rows = new ArrayList<>(counting(40));
        rows.set(9, BEGIN.plusHours(9) + ",");
        rows.remove(20);

        LoadedData data =
                series(file("time,y", rows)).missing(MissingSteps.FILL).load();

        assertThat(windows(data, data.train()))
                .contains(new Window(List.of(8L, 8L, 10L), List.of(11L, 12L), List.of(10L, 10L)));
        assertThat(windows(data, data.train()))
                .contains(new Window(List.of(18L, 19L, 19L), List.of(21L, 22L), List.of(19L, 19L)));
        assertThat(windows(data, data.train()))
                .noneSatisfy(window -> assertThat(window.next()).containsExactly(8L, 8L));
        assertThat(windows(data, data.train()))
                .noneSatisfy(window -> assertThat(window.next()).containsExactly(19L, 19L));
        assertThat(data.warnings())
                .satisfiesExactly(
                        gap -> assertThat(gap).contains("1 steps or more are missing", "line 22"),
                        windows -> assertThat(windows)
                                .endsWith("of 36 windows 4 would predict what was not measured, and 0 would span a gap;"
                                        + " they are left out"));
    }

    @Test
    void shouldFillNoMoreStepsThanThereIsMemoryFor() throws IOException {
        List<String> rows = new ArrayList<>(counting(9));
        IntStream.rangeClosed(1, 3).forEach(gap -> rows.add(BEGIN.plusHours(99_999L * gap + 8) + "," + gap));
        Series spec = series(file("time,y", rows))
                .steps(100_000, 1, 1, 1)
                .missing(MissingSteps.FILL)
                .build();
        SeriesData data =
                new SeriesData(spec, new Tables(TestEngine.libraries(), LoadProgress.NONE), new MemoryBudget(10 << 20));

        assertThatThrownBy(() -> data.load(1, Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("series.csv: the data needs about", "of memory, but only");
    }

    @Test
    void shouldLetNoWindowSpanAGapWhereSeriesAreSplitThere() throws IOException {
        List<String> rows = new ArrayList<>(counting(40));
        rows.set(20, BEGIN.plusHours(20) + ",na");

        LoadedData data =
                series(file("time,y", rows)).missing(MissingSteps.SPLIT).load();

        assertThat(windows(data, data.train()))
                .allSatisfy(window ->
                        assertThat(window.next().get(1) - window.seen().get(0)).isEqualTo(4));
        assertThat(data.warnings())
                .last()
                .asString()
                .contains("of 35 windows 0 would predict what was not measured, and 4 would span a gap");
    }

    /** The first of 2024 is a Monday. */
    @Test
    void shouldGoFromFridayToMondayInOneStep() throws IOException {
        LoadedData data = series(file("time,y", workdays(80))).load();

        assertThat(data.forecast().orElseThrow().step()).isEqualTo("1 workday");
        assertThat(data.warnings()).isEmpty();
        assertThat(windows(data, data.train()))
                .contains(new Window(List.of(3L, 4L, 5L), List.of(8L, 9L), List.of(5L, 5L)));
    }

    @Test
    void shouldTakeAHolidayForAMissingWorkday() throws IOException {
        List<String> rows = new ArrayList<>(workdays(80));
        rows.remove(5);
        LoadedData filled =
                series(file("time,y", rows)).missing(MissingSteps.FILL).load();

        assertThat(series(file("time,y", rows)).problems())
                .singleElement()
                .asString()
                .contains("line 7: 2024-01-09T00:00 is 2 steps of 1 workday after 2024-01-05T00:00");
        assertThat(windows(filled, filled.train()))
                .contains(new Window(List.of(4L, 5L, 5L), List.of(9L, 10L), List.of(5L, 5L)));
    }

    @Test
    void shouldCountEveryDayWhereOneIsAtAWeekend() throws IOException {
        List<String> rows = new ArrayList<>(workdays(80));
        rows.add(5, "2024-01-06,6");

        assertThat(series(file("time,y", rows)).problems())
                .first()
                .asString()
                .contains("line 8: 2024-01-08T00:00 is 2 steps of 1d after 2024-01-06T00:00");
    }

    @Test
    void shouldSayWhereTimeIsNotAsItShouldBe() throws IOException {
        List<String> rows = new ArrayList<>(counting(12));
        rows.add(5, rows.get(4));
        rows.set(9, BEGIN.plusHours(1) + ",1");
        rows.set(11, "soon,1");

        assertThat(series(file("time,y", rows)).problems())
                .hasSize(3)
                .satisfiesExactly(
                        twice -> assertThat(twice).contains("line 7", "2024-01-01T04:00 is there already, on line 6"),
                        late -> assertThat(late)
                                .contains("line 11", "comes after the later 2024-01-01T07:00 of line 10"),
                        none -> assertThat(none).contains("line 13", "\"soon\" is no time"));
    }

    @Test
    void shouldSayWhereStepsAndValuesAreMissing() throws IOException {
        List<String> rows = new ArrayList<>(counting(12));
        rows.remove(8);
        rows.set(10, BEGIN.plusHours(11).plusMinutes(20) + ",1");

        assertThat(series(file("time,y", rows)).problems())
                .hasSize(2)
                .satisfiesExactly(
                        gap -> assertThat(gap)
                                .contains("line 10: 2024-01-01T09:00 is 2 steps of 1h after 2024-01-01T07:00"),
                        odd -> assertThat(odd).contains("line 12", "no whole number of steps of 1h"));
        rows.set(1, BEGIN.plusHours(1) + ",");
        rows.set(2, BEGIN.plusHours(2) + ",1;5");
        assertThat(series(file("time,y", rows)).problems())
                .hasSize(2)
                .satisfiesExactly(
                        empty -> assertThat(empty).contains("line 3, column \"y\": the value is missing"),
                        text -> assertThat(text).contains("line 4, column \"y\": \"1;5\" is not a number"));
        assertThat(series(file("time,z", counting(9))).problems())
                .singleElement()
                .asString()
                .contains("no column \"y\" (a target)");
        assertThat(series(file("time,y", counting(5))).problems())
                .singleElement()
                .asString()
                .contains("the training part has no window of 3 steps of 1h with 2 to predict");
    }

    @Test
    void shouldTakeTheRowOfATimeThatIsWanted() throws IOException {
        List<String> rows = new ArrayList<>(counting(20));
        rows.add(5, BEGIN.plusHours(4) + ",99");

        LoadedData first =
                series(file("time,y", rows)).duplicates(Duplicates.FIRST).load();
        LoadedData last =
                series(file("time,y", rows)).duplicates(Duplicates.LAST).load();

        assertThat(windows(first, first.train()).get(0).next()).containsExactly(3L, 4L);
        assertThat(windows(last, last.train()).get(0).next()).containsExactly(3L, 99L);
    }

    @Test
    void shouldKnowStepsOfMonthsAndOfDaysOnAClockThatIsPutForward() throws IOException {
        List<String> months = IntStream.range(0, 24)
                .mapToObj(month -> BEGIN.plusMonths(month).toLocalDate() + "," + month)
                .toList();
        List<String> summer = new ArrayList<>();
        IntStream.rangeClosed(10, 31).forEach(day -> summer.add("2024-03-" + day + "T00:00+01:00," + day));
        summer.add("2024-04-01T00:00+02:00,24");

        assertThat(series(file("time,y", months))
                        .load()
                        .forecast()
                        .orElseThrow()
                        .step())
                .isEqualTo("1 month");
        assertThat(series(file("time,y", summer))
                        .load()
                        .forecast()
                        .orElseThrow()
                        .step())
                .isEqualTo("1d");
    }
}
