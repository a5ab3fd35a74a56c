package io.jenkins.trainmodel.trainer.data.series;

import static io.jenkins.trainmodel.trainer.data.series.SeriesSpec.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.data.Calendar;
import io.jenkins.trainmodel.spec.data.HeldOut;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Series.Duplicates;
import io.jenkins.trainmodel.spec.data.Series.MissingSteps;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.csv.Tables;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesDataTest {
    private static final LocalDateTime BEGIN = LocalDateTime.of(2024, 1, 1, 0, 0);

    @TempDir
    Path folder;

    private Path file(String header, List<String> rows) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), header + "\n" + String.join("\n", rows) + "\n");
    }

    private static List<String> hours(int count, IntFunction<String> values) {
        return IntStream.range(0, count)
                .mapToObj(hour -> BEGIN.plusHours(hour) + "," + values.apply(hour))
                .toList();
    }

    private static List<String> counting(int count) {
        return hours(count, Integer::toString);
    }

    /** A window as it was measured: what the model sees of the first column, what it predicts, the naive forecast. */
    private record Window(List<Long> seen, List<Long> next, List<Long> naive) {}

    private static List<Window> windows(LoadedData data, Samples samples) {
        LabelScaling scaling = data.forecast().orElseThrow().scalings().get(0);
        int columns = data.sampleShape().get(1);
        int outputs = data.forecast().orElseThrow().outputs();
        List<Window> windows = new ArrayList<>();
        for (int sample = 0; sample < samples.size(); sample++) {
            ByteBuffer features = ByteBuffer.allocate(samples.featuresPerSample() * Float.BYTES);
            ByteBuffer labels = ByteBuffer.allocate(samples.labelBytes());
            samples.gather(new int[] {sample}, 0, 1, features, labels);
            assertThat(features.hasRemaining() || labels.hasRemaining()).isFalse();
            windows.add(new Window(
                    values(features.flip(), scaling, 0, samples.featuresPerSample(), columns),
                    values(labels.flip(), scaling, 0, outputs, 1),
                    values(labels, scaling, outputs, 2 * outputs, 1)));
        }
        return windows;
    }

    private static List<Long> values(ByteBuffer buffer, LabelScaling scaling, int from, int to, int step) {
        return IntStream.range(from, to)
                .filter(place -> (place - from) % step == 0)
                .mapToObj(place -> Math.round(scaling.undo(buffer.getFloat(place * Float.BYTES))))
                .toList();
    }

    @Test
    void shouldCutWindowsThatNeverReachIntoWhatJudges() throws IOException {
        LoadedData data = series(file("time,y", counting(20))).load();

        assertThat(windows(data, data.train()))
                .startsWith(new Window(List.of(0L, 1L, 2L), List.of(3L, 4L), List.of(2L, 2L)));
        assertThat(windows(data, data.train())).extracting(Window::next).last().isEqualTo(List.of(13L, 14L));
        assertThat(windows(data, data.validation()))
                .containsExactly(
                        new Window(List.of(12L, 13L, 14L), List.of(15L, 16L), List.of(14L, 14L)),
                        new Window(List.of(13L, 14L, 15L), List.of(16L, 17L), List.of(15L, 15L)),
                        new Window(List.of(14L, 15L, 16L), List.of(17L, 18L), List.of(16L, 16L)),
                        new Window(List.of(15L, 16L, 17L), List.of(18L, 19L), List.of(17L, 17L)));
        assertThat(data.preprocessing().description())
                .isEqualTo("series in steps of 1h, 2 predicted from 3; training until 2024-01-01T14:00, validation from"
                        + " 2024-01-01T15:00 until 2024-01-01T19:00; on the validation windows the last value has a mean"
                        + " absolute error of 1.5");
    }

    @Test
    void shouldLearnNothingOfTheFuture() throws IOException {
        LoadedData before = series(file("time,y,x", hours(40, hour -> hour % 7 + "," + hour % 5)))
                .features("x")
                .load();
        LoadedData after = series(file(
                        "time,y,x", hours(40, hour -> hour < 30 ? hour % 7 + "," + hour % 5 : hour * 1000 + ",-9e5")))
                .features("x")
                .load();

        assertThat(after.preprocessing().means())
                .isEqualTo(before.preprocessing().means());
        assertThat(after.preprocessing().deviations())
                .isEqualTo(before.preprocessing().deviations());
        assertThat(after.forecast().orElseThrow().naiveErrors())
                .isEqualTo(before.forecast().orElseThrow().naiveErrors());
        assertThat(windows(after, after.train())).isEqualTo(windows(before, before.train()));
        assertThat(after.holdOut().learned().toText())
                .isEqualTo(before.holdOut().learned().toText());
        assertThat(after.holdOut().fingerprint()).isNotEqualTo(before.holdOut().fingerprint());
    }

    @Test
    void shouldValidateFromATimeOnAndTestWhatComesLast() throws IOException {
        LoadedData data = series(file("time,y", counting(30)))
                .steps(3, 2, 2, 4)
                .validation(new HeldOut.From("2024-01-01T12:00Z"))
                .test(new HeldOut.From("2024-01-01T20:00"))
                .load();

        assertThat(windows(data, data.train()))
                .extracting(Window::next)
                .containsExactly(List.of(4L, 5L), List.of(6L, 7L), List.of(8L, 9L), List.of(10L, 11L));
        assertThat(windows(data, data.validation())).extracting(Window::naive).startsWith(List.of(8L, 9L));
        assertThat(windows(data, data.test().orElseThrow()))
                .extracting(Window::next)
                .last()
                .isEqualTo(List.of(28L, 29L));
        assertThat(data.forecast().orElseThrow().naiveErrors()).containsExactly(4.0);
        assertThat(data.holdOut().shareLearnedBy(data.holdOut().learned())).hasValue(0);
    }

    @Test
    void shouldTakeATimeWithoutAZoneAsOneOnTheClockOfTheFile() throws IOException {
        List<String> shanghai = IntStream.range(0, 40)
                .mapToObj(hour -> BEGIN.plusHours(hour) + "+08:00," + hour)
                .toList();
        SeriesSpec spec = series(file("time,y", shanghai));

        LoadedData local = spec.validation(new HeldOut.From("2024-01-01T12:00"))
                .test(new HeldOut.From("2024-01-02"))
                .load();
        LoadedData zoned = spec.validation(new HeldOut.From("2024-01-01T04:00Z"))
                .test(new HeldOut.From("2024-01-02T00:00+08:00"))
                .load();

        assertThat(windows(local, local.validation()))
                .extracting(Window::next)
                .startsWith(List.of(12L, 13L))
                .endsWith(List.of(22L, 23L))
                .isEqualTo(windows(zoned, zoned.validation()).stream()
                        .map(Window::next)
                        .toList());
        assertThat(windows(local, local.test().orElseThrow()))
                .extracting(Window::next)
                .startsWith(List.of(24L, 25L));
        assertThat(spec.validation(new HeldOut.From("2024-01-05")).problems())
                .singleElement()
                .asString()
                .contains("the validation part has no window");
    }

    @Test
    void shouldTellSeriesApartHoweverTheirRowsAreMixed() throws IOException {
        List<String> mixed = new ArrayList<>();
        for (int hour = 0; hour < 12; hour++) {
            mixed.add(BEGIN.plusHours(hour) + ",a," + hour);
            mixed.add(BEGIN.plusHours(hour) + ",b," + (100 + hour));
        }

        LoadedData data = series(file("time,town,y", mixed)).by("town").load();

        assertThat(windows(data, data.train()))
                .allSatisfy(window ->
                        assertThat(window.next().get(0) - window.seen().get(0)).isEqualTo(3));
        assertThat(windows(data, data.validation()))
                .extracting(Window::next)
                .containsExactly(List.of(9L, 10L), List.of(10L, 11L), List.of(109L, 110L), List.of(110L, 111L));
    }

    @Test
    void shouldHoldOutWholeSeries() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int town = 0; town < 20; town++) {
            for (int hour = 0; hour < 8; hour++) {
                rows.add(BEGIN.plusHours(hour) + ",t" + town + "," + (100 * town + hour));
            }
        }

        LoadedData data =
                series(file("time,town,y", rows)).by("town").wholeSeries().load();

        List<Long> trained = towns(windows(data, data.train()));
        List<Long> held = towns(windows(data, data.validation()));
        assertThat(trained).doesNotContainAnyElementsOf(held).isNotEmpty();
        assertThat(trained.size() + held.size()).isEqualTo(20);
        assertThat(data.preprocessing().description()).contains("; whole series validate; ");
    }

    private static List<Long> towns(List<Window> windows) {
        return windows.stream()
                .map(window -> window.next().get(0) / 100)
                .distinct()
                .toList();
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

    private static List<String> workdays(int days) {
        return IntStream.range(0, days)
                .mapToObj(BEGIN.toLocalDate()::plusDays)
                .filter(day -> day.getDayOfWeek().getValue() <= 5)
                .map(day -> day + "," + day.getDayOfYear())
                .toList();
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

    /** The naive forecast of the one series is off by 2, that of the other by 40; an error of the network is in standard deviations. */
    @Test
    void shouldScaleTheErrorsOfEverySeriesByItsOwnNaiveForecast() throws IOException {
        List<String> rows = IntStream.range(0, 40)
                .mapToObj(hour -> BEGIN.plusHours(hour / 2)
                        + (hour % 2 == 0 ? ",a," : ",b,")
                        + hour / 2 * (hour % 2 == 0 ? 2 : 40))
                .toList();
        LoadedData data = series(file("time,town,y", rows)).by("town").load();
        Forecast forecast = data.forecast().orElseThrow();
        Samples samples = data.validation();

        List<Double> errors = IntStream.range(0, samples.size())
                .mapToObj(sample -> {
                    ByteBuffer labels = ByteBuffer.allocate(samples.labelBytes());
                    samples.gather(
                            new int[] {sample}, 0, 1, ByteBuffer.allocate(samples.featuresPerSample() * 4), labels);
                    return (double) Math.round(
                            forecast.scaling(0).scale() / labels.getFloat(forecast.weight(0, 0) * Float.BYTES));
                })
                .distinct()
                .toList();

        assertThat(errors).containsExactly(2.0, 40.0);
        assertThat(forecast.naiveErrors()).containsExactly(21.0);
    }

    @Test
    void shouldScaleNothingByANaiveForecastThatIsNeverWrong() throws IOException {
        LoadedData data = series(file("time,y", hours(40, hour -> "" + hour % 2)))
                .steps(3, 2, 1, 2)
                .load();
        ByteBuffer labels = ByteBuffer.allocate(data.train().labelBytes());
        data.train()
                .gather(new int[1], 0, 1, ByteBuffer.allocate(data.train().featuresPerSample() * Float.BYTES), labels);

        assertThat(labels.getFloat(data.forecast().orElseThrow().weight(0, 0) * Float.BYTES))
                .isZero();
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
    void shouldNameTheStrideThatStepsOverAPart() throws IOException {
        SeriesSpec spec = series(file("time,y", counting(20)))
                .validation(new HeldOut.From("2024-01-01T10:00"))
                .test(new HeldOut.From("2024-01-01T18:00"));

        assertThat(spec.load().test().orElseThrow().size()).isEqualTo(1);
        assertThat(spec.steps(3, 2, 4, 1).problems())
                .singleElement()
                .asString()
                .contains("the test part has no window", "stride: 4", "a smaller window, horizon or stride");
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

    /** A replaced row and a repeated value were never measured at a step of their own. */
    @Test
    void shouldScaleByWhatCountsAlone() throws IOException {
        List<String> rows = new ArrayList<>(hours(20, hour -> "5"));
        rows.add(4, BEGIN.plusHours(4) + ",1000000");
        List<String> repeated = new ArrayList<>(hours(20, hour -> hour < 2 ? "9" : "" + hour));
        repeated.set(1, BEGIN.plusHours(1) + ",");

        LoadedData replaced =
                series(file("time,y", rows)).duplicates(Duplicates.LAST).load();
        LoadedData filled =
                series(file("time,y", repeated)).missing(MissingSteps.FILL).load();

        assertThat(replaced.preprocessing().means()).containsExactly(5.0);
        assertThat(replaced.preprocessing().deviations()).containsExactly(1.0);
        assertThat(replaced.warnings()).singleElement().asString().contains("the same value in every training sample");
        assertThat(filled.preprocessing().means().get(0))
                .isEqualTo((9 + IntStream.range(2, 15).sum()) / 14.0, within(1e-12));
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

    @Test
    void shouldGiveTheCalendarAsSineAndCosine() throws IOException {
        LoadedData data = series(file("time,y", counting(48)))
                .calendar(Calendar.HOUR, Calendar.WEEKDAY)
                .load();
        Samples samples = data.train();
        ByteBuffer features = ByteBuffer.allocate(samples.featuresPerSample() * Float.BYTES);
        samples.gather(new int[] {4}, 0, 1, features, ByteBuffer.allocate(samples.labelBytes()));

        assertThat(data.preprocessing().columns())
                .containsExactly("y", "hour.sin", "hour.cos", "weekday.sin", "weekday.cos");
        // the last step that the window sees is 6 o'clock on a Monday
        int last = 2 * 5 * Float.BYTES;
        assertThat(features.getFloat(last + 4)).isCloseTo(1, within(1e-6f));
        assertThat(features.getFloat(last + 8)).isCloseTo(0, within(1e-6f));
        assertThat(features.getFloat(last + 12)).isCloseTo((float) Math.sin(Math.PI / 14), within(1e-6f));
    }

    /** As many outputs as before, and each would be taken for another. */
    @Test
    void shouldRefuseAModelWhoseNumbersMeanOtherThings() throws IOException {
        Path file = file("time,x,y", hours(40, hour -> hour + "," + 2 * hour));
        DataSignature known = series(file).targets("x", "y").load().signature();
        SeriesSpec turned = series(file).targets("y", "x");
        List<String> days = IntStream.range(0, 40)
                .mapToObj(day -> BEGIN.plusDays(day) + "," + day + "," + day)
                .toList();

        assertThatThrownBy(() -> turned.load(new Expectation("the model", known)))
                .hasMessageContaining("the outputs are not those of the model, which predicts 2 steps of \"x\", \"y\":"
                        + " this run predicts 2 steps of \"y\", \"x\"");
        assertThatThrownBy(() ->
                        series(file).targets("x", "y").steps(3, 1, 1, 1).load(new Expectation("the model", known)))
                .hasMessageContaining("this run predicts 1 steps of");
        assertThat(turned.load(new Expectation("the model", known, false, Expectation.WITHOUT))
                        .preprocessing()
                        .columns())
                .containsExactly("x", "y");
        assertThatThrownBy(() -> series(file("time,x,y", days))
                        .targets("x", "y")
                        .load(new Expectation("the model", known, false, Expectation.WITHOUT)))
                .hasMessageContaining(
                        "the steps are not those of the model, which has learned steps of 1h: these are of 1d");
    }

    @Test
    void shouldGoOnWithTheColumnsAndScalingOfAModel() throws IOException {
        LoadedData before = series(file("time,x,y", hours(30, hour -> hour + "," + 2 * hour)))
                .targets("x", "y")
                .load();
        Path other = file("time,x,y", hours(30, hour -> 5 * hour + "," + 3 * hour));

        LoadedData after = series(other).targets("x", "y").load(new Expectation("the model", before.signature()));

        assertThat(after.forecast().orElseThrow().scalings())
                .isEqualTo(before.forecast().orElseThrow().scalings())
                .isNotEqualTo(series(other)
                        .targets("x", "y")
                        .load()
                        .forecast()
                        .orElseThrow()
                        .scalings());
    }
}
