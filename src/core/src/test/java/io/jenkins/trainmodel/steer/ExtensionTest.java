package io.jenkins.trainmodel.steer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtensionTest {
    private static final Optional<Duration> NO_TIME = Optional.empty();

    @Test
    void shouldRaiseEveryLimitOfARunThatTrains() throws SpecException {
        Extension extension =
                Extension.whileTraining(SteerTexts.digits(), Optional.of(10), Optional.of(Duration.ofMinutes(30)));

        assertThat(extension)
                .isEqualTo(new Extension(
                        Map.of(
                                "stopWhen.0.maxEpochs.epochs", "110",
                                "stopWhen.1.maxDuration.duration", "2h30m",
                                "stopWhen.3.anyOf.rules.1.maxEpochs.epochs", "60"),
                        Optional.empty()));
        assertThat(SteerableKeys.problem(SteerTexts.digits(), extension.assignments()))
                .isEmpty();
    }

    @Test
    void shouldCountFromWhereAnEndedRunStands() throws SpecException {
        Extension extension = Extension.ofEnded(SteerTexts.digits(), ended(100, "maxEpochs"), Optional.of(5), NO_TIME);

        assertThat(extension.assignments())
                .containsEntry("stopWhen.0.maxEpochs.epochs", "105")
                .containsEntry("stopWhen.3.anyOf.rules.1.maxEpochs.epochs", "105");
        assertThat(extension.problem()).isEmpty();
    }

    @Test
    void shouldNotLowerALimitOfARunThatEarlyStoppingEnded() throws SpecException {
        Extension extension =
                Extension.ofEnded(SteerTexts.digits(), ended(20, "earlyStopping"), Optional.of(5), NO_TIME);

        assertThat(extension.assignments()).containsEntry("stopWhen.0.maxEpochs.epochs", "100");
    }

    @Test
    void shouldNeedNoLimitWhereEarlyStoppingAloneEndedTheRun() throws SpecException {
        assertThat(Extension.ofEnded(SteerTexts.digits(), ended(20, "earlyStopping"), Optional.empty(), NO_TIME))
                .isEqualTo(new Extension(Map.of(), Optional.empty()));
    }

    @Test
    void shouldRefuseWhatWouldEndAtOnce() throws SpecException {
        assertThat(Extension.ofEnded(
                                SteerTexts.digits(),
                                ended(100, "maxEpochs"),
                                Optional.empty(),
                                Optional.of(Duration.ofHours(1)))
                        .problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("maxEpochs is reached"));
    }

    @Test
    void shouldPassOverALimitThatEndsNothingByItself() throws SpecException {
        String least = SteerTexts.DIGITS.replace("- anyOf: [", "- allOf: [");

        assertThat(Extension.ofEnded(
                        SteerTexts.read(least), ended(60, "earlyStopping"), Optional.empty(), Optional.empty()))
                .isEqualTo(new Extension(Map.of(), Optional.empty()));
        assertThat(Extension.ofEnded(
                                SteerTexts.digits(), ended(60, "earlyStopping"), Optional.empty(), Optional.empty())
                        .problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("half is reached"));
    }

    @Test
    void shouldRefuseWhatAnotherRuleEnded() throws SpecException {
        assertThat(Extension.ofEnded(SteerTexts.digits(), ended(20, "diverged"), Optional.of(5), NO_TIME)
                        .problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("ended by diverged"));
    }

    @Test
    void shouldRefuseToRaiseALimitThatIsNotThere() throws SpecException {
        assertThat(Extension.whileTraining(
                                SteerTexts.read(SteerTexts.DIGITS.replace("  - maxDuration: 2h\n", "")),
                                Optional.empty(),
                                Optional.of(Duration.ofHours(1)))
                        .problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("no rule maxDuration"));
        assertThat(Extension.whileTraining(SteerTexts.digits(), Optional.empty(), NO_TIME)
                        .problem())
                .isPresent();
        assertThat(Extension.whileTraining(SteerTexts.digits(), Optional.of(Integer.MAX_VALUE), NO_TIME)
                        .problem())
                .isPresent();
    }

    private static Conclusion.Finished ended(int epoch, String type) {
        Verdict fired = new Verdict(
                type,
                type,
                Verdict.Status.FIRED,
                Outcome.SUCCESS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                List.of());
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                type,
                List.of(fired),
                epoch,
                45L * epoch,
                6.75,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
