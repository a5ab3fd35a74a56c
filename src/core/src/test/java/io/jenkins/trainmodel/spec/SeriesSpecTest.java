package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.HeldOut;
import io.jenkins.trainmodel.spec.data.Series;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifications with data of the type series. */
class SeriesSpecTest {
    private static final String SERIES = """
            data:
              type: series
              path: load.csv
              target: load
              window: 168
              horizon: 24
            model: mlp
            stopWhen:
              - maxEpochs: 5
              - target: {metric: validation/mase, atMost: 0.8}
            """;

    @Test
    void shouldFillInWhatIsUsual() throws Exception {
        TrainingSpec spec = SpecTexts.read(SERIES);
        Series data = (Series) spec.data();

        assertThat(data.time()).isEqualTo("time");
        assertThat(data.targets()).containsExactly("load");
        assertThat(data.season()).isEqualTo(1);
        assertThat(data.heldOut()).isEqualTo(new HeldOut.Share(0.2));
        assertThat(data.isTested()).isFalse();
        assertThat(spec.training().metrics()).containsExactly("mae", "rmse", "mase", "relativeMae");
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
    }

    @Test
    void shouldKeepWhatIsSaidOfTimeAndParts() throws Exception {
        TrainingSpec spec = SpecTexts.read(
                SERIES,
                "data.target=[load, price]",
                "data.series=town",
                "data.calendar=[hour, yearday]",
                "data.timeFormat=dd.MM.yyyy HH:mm",
                "data.validation={from: 2024-01-01}",
                "data.test={from: '2024-03-01T06:00+01:00'}");
        Series data = (Series) spec.data();

        assertThat(data.heldOut()).isEqualTo(new HeldOut.From("2024-01-01"));
        assertThat(data.tested()).isEqualTo(Optional.of(new HeldOut.From("2024-03-01T06:00+01:00")));
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            data.window         | 0                  | found `0`; allowed: a whole number from 1 to 100000
            data.validation     | {from: yesterday}  | found `yesterday`; allowed: a date or a time such as '2024-01-01'
            data.validation     | [0.2]              | found a list; allowed: a number above 0 and below 1, or from with a date
            data.timeFormat     | 'dd.bb'            | allowed: seconds, milliseconds, or a pattern such as 'dd.MM.yyyy HH:mm'
            data.features       | [load]             | found the column `load` a second time; allowed: every column once
            data.calendar       | [hour, month, hour] | found `hour` a second time; allowed: every cycle once
            data.test           | 0.9                | found with validation all of the samples
            data.split          | series             | found whole series of a single one; allowed: series with the column
            training.metrics    | [mase, r2]         | found `r2`, which is no metric of a forecast; allowed: mae, rmse, mase, relativeMae
            training.labelSmoothing | 0.1            | found label smoothing in a forecast; allowed: 0
            model               | lenet              | found lenet for samples that are no images
            """)
    void shouldSayWhatIsWrong(String key, String value, String expected) {
        assertThat(SpecTexts.problems(SERIES, key + "=" + value))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @Test
    void shouldRefuseAColumnWithTheNameOfOneOfTheCalendar() throws Exception {
        assertThat(SpecTexts.problems(SERIES, "data.calendar=[hour]", "data.features=[month.sin, hour.cos]"))
                .singleElement()
                .asString()
                .contains("data.features", "found the column `hour.cos` a second time");
        assertThat(SpecTexts.problems(SERIES, "data.calendar=[hour]", "data.target=[load, hour.sin]"))
                .singleElement()
                .asString()
                .contains("data.target", "found the column `hour.sin` a second time");
    }

    @Test
    void shouldLeaveTheOrderOfClocksThatOnlyTheFileKnowsToIt() throws Exception {
        TrainingSpec spec =
                SpecTexts.read(SERIES, "data.validation={from: 2024-01-07}", "data.test={from: '2024-01-06T20:00Z'}");

        assertThat(((Series) spec.data()).isTested()).isTrue();
    }

    @Test
    void shouldRefuseATestBeforeValidationAndTimesForWholeSeries() {
        assertThat(SpecTexts.problems(SERIES, "data.validation={from: 2024-03-01}", "data.test={from: 2024-01-01}"))
                .singleElement()
                .asString()
                .contains("found a test that begins before validation");
        assertThat(SpecTexts.problems(
                        SERIES, "data.series=town", "data.split=series", "data.validation={from: 2024-03-01}"))
                .singleElement()
                .asString()
                .contains("found whole series, and a time from which they are held out");
    }
}
