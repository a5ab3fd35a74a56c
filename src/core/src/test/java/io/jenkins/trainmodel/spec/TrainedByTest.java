package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainedByTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mine.yaml; watch: {}; PROGRAM",
                "mine.yaml; {stopWhen: [{maxEpochs: 3}], watch: {artifacts: [out]}, data: {}}; PROGRAM",
                "mine.yaml; data: {type: csv}; TRAINER",
                "mine.yaml; model: {type: mlp}; TRAINER",
                "mine.json; {\"data\": {}}; TRAINER",
                "mine.yaml; stopWhen: [{maxEpochs: 3}]; UNKNOWN",
                "mine.yaml; [1, 2]; UNKNOWN",
                "mine.yaml; '{a: '; UNKNOWN",
                "mine.json; data: {}; UNKNOWN"
            })
    void shouldKnowByTheKeysWhoTrains(String source, String text, TrainedBy expected) {
        assertThat(TrainedBy.of(source, text)).isEqualTo(expected);
    }
}
