package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateWordsTest {
    private static List<String> told(TrainingEvent event) {
        return new Narration().tell(event);
    }

    private static Provenance.Began began(String warmStart, List<String> reset, List<String> frozen) {
        return new Provenance.Began(
                "nightly #41", "/runs/41", "run-0", warmStart, Optional.of(12), Optional.of(540L), 6, reset, frozen);
    }

    @Test
    void shouldSayWhatARunBeginsWith() {
        assertThat(told(began("parameters", List.of("fc.weight"), List.of("conv1.weight", "conv1.bias"))))
                .containsExactly(
                        "begins with the parameters of nightly #41, epoch 12: 6 tensors; drawn anew: fc.weight;"
                                + " not trained: conv1.weight, conv1.bias");
        assertThat(told(began("everything", List.of(), List.of("a", "b", "c", "d", "e", "f"))))
                .containsExactly("begins with parameters, optimizer state and step of nightly #41, epoch 12: 6 tensors;"
                        + " not trained: a, b, c, d, e and 1 more");
    }

    @Test
    void shouldSayOfWhichModelARunTakesItsFirstParameters() {
        assertThat(told(new Provenance.TookOver(
                        "flowers",
                        "/runs/flowers",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        60,
                        List.of("fc.weight", "fc.bias"),
                        List.of())))
                .containsExactly("begins with the parameters of flowers: 60 tensors; drawn anew: fc.weight, fc.bias");
    }

    @Test
    void shouldSayWhatARunIsComparedWith() {
        Provenance.Began cold = new Provenance.Began(
                "nightly #41", "/runs/41", "", "none", Optional.empty(), Optional.empty(), 0, List.of(), List.of());

        assertThat(told(cold)).containsExactly("is compared with nightly #41");
    }

    @Test
    void shouldTellAChallenge() {
        assertThat(told(new Conclusion.Challenged(EventSamples.CHALLENGE)))
                .containsExactly("challenge on validation/accuracy: 0.96, the reference 0.95, on the same 360 samples:"
                        + " within the noise");
    }

    @Test
    void shouldTellEveryGateInALine() {
        TrainingEvent judged = new Conclusion.Judged(
                List.of(EventSamples.PASSED, EventSamples.REFUSED), Outcome.UNSTABLE, Optional.of(7), Optional.empty());

        assertThat(told(judged))
                .containsExactly(
                        "gates of the model of epoch 7: 1 of 2 held",
                        "  held        validation/f1 is 0.91, within the spread of the last 10 accepted runs: 0.915 ± 0.02",
                        "  failed      test/accuracy is 0.9, and not at least 0.95 [unstable]");
    }

    @Test
    void shouldNameNoEpochWhereNoneWasComplete() {
        TrainingEvent judged =
                new Conclusion.Judged(List.of(EventSamples.PASSED), Outcome.SUCCESS, Optional.of(0), Optional.empty());

        assertThat(told(judged)).first().isEqualTo("gates of the model: 1 of 1 held");
    }

    @Test
    void shouldNameTheStepWhereTheModelIsFromWithinAnEpoch() {
        TrainingEvent judged = new Conclusion.Judged(
                List.of(EventSamples.PASSED), Outcome.SUCCESS, Optional.of(7), Optional.of(1070L));

        assertThat(told(judged)).first().isEqualTo("gates of the model of step 1,070: 1 of 1 held");
    }

    @Test
    void shouldShowNothingThatATerminalObeys() {
        Provenance.Began hostile = new Provenance.Began(
                "\u001b[2J\u202enight", "/", "", "none", Optional.empty(), Optional.empty(), 0, List.of(), List.of());

        assertThat(told(hostile)).singleElement().asString().doesNotContain("\u001b", "\u202e");
    }
}
