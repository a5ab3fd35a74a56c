package io.jenkins.trainmodel.trainer.data.series;

import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.BEGIN;
import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.counting;
import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.hours;
import static io.jenkins.trainmodel.trainer.data.series.SeriesSpec.series;
import static io.jenkins.trainmodel.trainer.data.series.Window.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.HeldOut;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How series are cut into windows, and which of them train. */
class SeriesDataTest {
    @TempDir
    Path folder;

    private Path file(String header, List<String> rows) throws IOException {
        return SeriesRows.write(folder, header, rows);
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
}
