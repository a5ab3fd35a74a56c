package io.jenkins.trainmodel.trainer.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BadCellTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''     | the cell is empty                      | , a number is needed; fill it in, remove the row",
                "n/a    | \"n/a\" stands for a missing value     | , a number is needed; fill it in, remove the row",
                "inf    | \"inf\" is not finite                  | ; replace it or remove the row",
                "1e300  | \"1e300\" is beyond the range of float32 | ; use a smaller scale",
                "red    | \"red\" is not a number                | ; say under columns what the column holds"
            })
    void shouldSayWhatIsWrongWithACellAndThenWhatTheSpecificationCanDo(String cell, String fact, String advice) {
        assertThat(BadCell.noNumber(cell).inTraining()).startsWith(fact + advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''     | the cell is empty, and the model has not learned what to make of that; fill it in or remove the row",
                "inf    | \"inf\" is not finite; replace it or remove the row",
                "1e300  | \"1e300\" is beyond the range of float32 as the model scales it; correct it or remove the row",
                "red    | \"red\" is not a number, which the model has learned of this column; correct it or remove the row"
            })
    void shouldAdviseNothingButTheCellWhereAModelIsAsked(String cell, String sentence) {
        assertThat(BadCell.noNumber(cell).whereAsked()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource(BadCell.Fault.class)
    void shouldBeSaidAgainInChinese(BadCell.Fault fault) {
        Audience chinese = Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC);
        BadCell cell = new BadCell("7", fault);

        assertThat(Recorded.in(chinese, cell.inTraining())).containsPattern("\\p{IsHan}");
        assertThat(Recorded.in(chinese, cell.whereAsked())).containsPattern("\\p{IsHan}");
    }

    @Test
    void shouldTellTheSameFactInBoth() {
        for (BadCell.Fault fault : BadCell.Fault.values()) {
            BadCell cell = new BadCell("", fault);

            assertThat(cell.inTraining().split("[,;]")[0]).as("%s", fault).isSubstringOf(cell.whereAsked());
        }
    }
}
