package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What validation and test hold out must leave samples to train with. */
class HeldOutSharesTest {
    private static final String CSV = "{type: csv, path: a.csv, label: y";
    private static final String IDX = "{type: idx, images: i, labels: l";
    private static final String FOLDER = "{type: imageFolder, path: d, height: 8, width: 8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                CSV + ", test: 0.8}",
                CSV + ", test: 0.5, validation: 0.5}",
                CSV + ", test: 0.8, validationPath: null}",
                IDX + ", test: 0.8}",
                FOLDER + ", test: 0.8}"
            })
    void shouldRefuseSharesThatLeaveNothingToTrainWith(String data) {
        assertThat(SpecTexts.problems(withData(data)))
                .singleElement()
                .asString()
                .contains("found with validation all of the samples; allowed: a share that leaves some to train with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CSV + ", test: 0.9, validationPath: v.csv}",
                CSV + ", validation: 0.9, test: 0.9, testPath: t.csv}",
                IDX + ", test: 0.9, validationImages: vi, validationLabels: vl}",
                IDX + ", validation: 0.9, test: 0.9, testImages: ti, testLabels: tl}",
                FOLDER + ", test: 0.9, validationPath: v}",
                FOLDER + ", validation: 0.9, test: 0.9, testPath: t}"
            })
    void shouldNotCountTheShareOfWhatHasDataOfItsOwn(String data) {
        assertThat(SpecTexts.problems(withData(data))).isEmpty();
    }

    private static String withData(String data) {
        return SpecTexts.SHORT.replace("{type: csv, path: digits.csv, label: digit}", data);
    }
}
