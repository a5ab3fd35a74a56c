package io.jenkins.trainmodel.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.spec.problem.SpecException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteerableKeysTest {
    @Test
    void shouldOfferWhatARunMayChangeWithItsTypeAndValue() throws SpecException {
        assertThat(SteerableKeys.of(SteerTexts.digits()))
                .extracting(SteerableKey::key, SteerableKey::type, SteerableKey::value, SteerableKey::whileTraining)
                .contains(
                        tuple("training.batchSize", KeyType.WHOLE, "32", false),
                        tuple("training.optimizer.learningRate", KeyType.DECIMAL, "0.001", true),
                        tuple("training.gradientClip", KeyType.DECIMAL, "", true),
                        tuple("stopWhen.0.maxEpochs.epochs", KeyType.WHOLE, "100", true),
                        tuple("stopWhen.1.maxDuration.duration", KeyType.DURATION, "2h", true),
                        tuple("stopWhen.2.earlyStopping.patience", KeyType.WHOLE, "10", true),
                        tuple("stopWhen.2.earlyStopping.restoreBest", KeyType.TRUTH, "true", true),
                        tuple("stopWhen.3.anyOf.rules.0.target.atLeast", KeyType.DECIMAL, "0.95", true),
                        tuple("gates.0.atLeast", KeyType.DECIMAL, "0.9", true));
    }

    @Test
    void shouldOfferNothingThatSaysWhichRuleItIs() throws SpecException {
        assertThat(SteerableKeys.of(SteerTexts.digits()))
                .extracting(SteerableKey::key)
                .noneMatch(key -> key.endsWith(".metric") || key.endsWith(".name") || key.startsWith("data."));
    }

    @Test
    void shouldNameTheLimitsAndTheRule() throws SpecException {
        SteerableKey patience = SteerableKeys.of(SteerTexts.digits()).stream()
                .filter(key -> key.key().endsWith(".patience"))
                .findFirst()
                .orElseThrow();

        assertThat(patience)
                .isEqualTo(new SteerableKey(
                        "stopWhen.2.earlyStopping.patience",
                        "Patience (patience)",
                        KeyType.WHOLE,
                        Optional.of(new Limit(0, true)),
                        Optional.of(new Limit(Integer.MAX_VALUE, true)),
                        List.of(),
                        "10",
                        "checks",
                        true));
    }

    @Test
    void shouldTellWhichLimitsAreAllowedThemselves() throws SpecException {
        assertThat(SteerableKeys.of(SteerTexts.digits()))
                .filteredOn(key -> key.key().matches("training\\.(optimizer\\.learningRate|labelSmoothing)"))
                .extracting(SteerableKey::min, SteerableKey::max)
                .containsExactlyInAnyOrder(
                        tuple(Optional.of(new Limit(0, false)), Optional.empty()),
                        tuple(Optional.of(new Limit(0, true)), Optional.of(new Limit(1, false))));
    }

    @Test
    void shouldNameKeysInTheLanguageOfWhoReads() throws SpecException {
        Audience chinese = Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC);

        assertThat(SteerableKeys.of(SteerTexts.digits(), chinese))
                .filteredOn(key -> key.key().endsWith(".patience"))
                .extracting(SteerableKey::label, SteerableKey::unit)
                .containsExactly(tuple("耐心值（patience）", "次检查"));
    }

    @Test
    void shouldHaveANameForEveryKeyThatItOffers() throws SpecException {
        assertThat(SteerableKeys.of(SteerTexts.digits()))
                .allSatisfy(key -> assertThat(key.label()).matches("[A-Z].*"));
    }

    @Test
    void shouldTakeEveryValueThatItOffers() throws SpecException {
        for (SteerableKey key : SteerableKeys.of(SteerTexts.digits())) {
            String value = key.value().isEmpty() ? "1" : key.value();

            assertThat(SteerableKeys.problemAtCheckpoint(SteerTexts.digits(), Map.of(key.key(), value), 0))
                    .as(key.key())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            training.optimizer.learningRate | 0     | found `0`; allowed: a number above 0
            stopWhen.0.maxEpochs.epochs     | many  | a whole number
            training.batchSize              | 64    | training.batchSize cannot change while a run goes on
            stopWhen.9.maxEpochs.epochs     | 5     | a position in a list of 4
            gates.0.atLeast                 | high  | a number
            """)
    void shouldRefuseAWrongValueWithTheSpecificationsOwnMessage(String key, String value, String message)
            throws SpecException {
        assertThat(SteerableKeys.problem(SteerTexts.digits(), Map.of(key, value)))
                .hasValueSatisfying(problem -> assertThat(problem).contains(message));
    }

    @Test
    void shouldTakeAllValuesOrNone() throws SpecException {
        Map<String, String> values =
                Map.of("training.optimizer.learningRate", "0.1", "stopWhen.0.maxEpochs.epochs", "0");

        assertThat(SteerableKeys.problem(SteerTexts.digits(), values)).isPresent();
    }

    @Test
    void shouldRefuseToMakeARunEndless() throws SpecException {
        Map<String, String> values = Map.of("stopWhen", "[{target: {metric: validation/accuracy, atLeast: 0.99}}]");

        assertThat(SteerableKeys.problem(SteerTexts.digits(), values))
                .hasValueSatisfying(problem -> assertThat(problem).contains("certain to end the run"));
    }

    @Test
    void shouldLetARunThatBeginsAtACheckpointHaveAnotherBatchSize() throws SpecException {
        assertThat(SteerableKeys.problemAtCheckpoint(SteerTexts.digits(), Map.of("training.batchSize", "64"), 3))
                .isEmpty();
        assertThat(SteerableKeys.problemAtCheckpoint(SteerTexts.digits(), Map.of("seed", "7"), 3))
                .isPresent();
    }
}
