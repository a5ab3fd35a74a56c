package io.jenkins.trainmodel.trainer.data.series;

import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.BEGIN;
import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.counting;
import static io.jenkins.trainmodel.trainer.data.series.SeriesRows.hours;
import static io.jenkins.trainmodel.trainer.data.series.SeriesSpec.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.data.Calendar;
import io.jenkins.trainmodel.spec.data.Series.Duplicates;
import io.jenkins.trainmodel.spec.data.Series.MissingSteps;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model learns of series and predicts, against the naive forecast. */
class SeriesForecastTest {
    @TempDir
    Path folder;

    private Path file(String header, List<String> rows) throws IOException {
        return SeriesRows.write(folder, header, rows);
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
