package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.NoCheckpoint;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.WaitingChosen;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What people are told of an event, whatever came before it. */
final class EventWords {
    /** As many as fit into a line; the report has all. */
    private static final List<String> TOLD_OF_A_TEST = List.of("loss", "accuracy", "f1", "rocAuc", "mae", "rmse", "r2");

    /** Why checkpoints are saved again and again, of which nobody wants to hear. */
    private static final Set<String> USUAL = Set.of("epoch", "program");

    private static final double MILLISECONDS = 1000;

    private final Audience audience;

    EventWords(Audience audience) {
        this.audience = audience;
    }

    private String say(String key, Object... values) {
        return Speech.say(audience, key, values);
    }

    private String again(String recorded) {
        return Recorded.in(audience, recorded);
    }

    private String count(long count, String singular) {
        return Quantity.of(count, singular, audience);
    }

    /** One or more lines; none for what only fills curves and ledgers. */
    List<String> of(TrainingEvent event, Optional<Integer> plannedEpochs) {
        if (event instanceof TrainingEvent.Started started) {
            return new StartWords(audience).lines(started);
        }
        if (event instanceof Conclusion.Finished finished) {
            return ClosingWords.lines(finished, plannedEpochs, audience);
        }
        if (event instanceof Conclusion.Judged judged) {
            return GateWords.table(judged, audience);
        }
        return line(event).map(PlainText::line).stream().toList();
    }

    private Optional<String> line(TrainingEvent event) {
        if (event instanceof TrainingEvent.Resumed resumed) {
            return Optional.of(resumed(resumed));
        }
        if (event instanceof TrainingEvent.Warning warning) {
            return Optional.of(say("event.warning", again(warning.message())));
        }
        if (event instanceof TrainingEvent.DataRead data) {
            return Optional.of(DataWords.line(data, audience));
        }
        if (event instanceof TrainingEvent.DataCompared compared) {
            return Optional.of(DriftWords.line(compared.drift(), audience));
        }
        if (event instanceof WaitingChosen chosen) {
            return Optional.of(waiting(chosen));
        }
        if (event instanceof BottleneckFound found) {
            return Optional.of(new BottleneckWords(audience).line(found));
        }
        if (event instanceof Conclusion.Tested tested) {
            return Optional.of(tested(tested));
        }
        if (event instanceof Conclusion.Ending ending) {
            return Optional.of(ending(ending));
        }
        if (event instanceof Conclusion.Failed failed) {
            return Optional.of(ClosingWords.ERROR + again(failed.reason()));
        }
        return GateWords.line(event, audience).or(() -> ofIntervention(event));
    }

    private Optional<String> ofIntervention(TrainingEvent event) {
        return event instanceof TrainingEvent.CheckpointSaved checkpoint && !USUAL.contains(checkpoint.reason())
                ? Optional.of(say(
                        "event.saved", checkpoint.name(), Vocabulary.checkpointReason(checkpoint.reason(), audience)))
                : new InterventionWords(audience).line(event);
    }

    private String resumed(TrainingEvent.Resumed resumed) {
        String from = resumed.step() == 0 ? say("event.fromStart") : say("event.fromCheckpoint", resumed.checkpoint());
        boolean unknown = resumed.step() > 0 && NoCheckpoint.is(resumed.checkpoint());
        return say(
                unknown ? "event.resumedUnknown" : "event.resumed",
                from,
                count(resumed.epoch(), "epoch"),
                count(resumed.step(), "step"),
                Quantity.duration(resumed.elapsedSeconds(), audience));
    }

    /** What steps took in both modes, in their order. */
    private String waiting(WaitingChosen chosen) {
        boolean spinning = chosen.mode().equals(WaitingChosen.SPINNING);
        return say(
                spinning ? "event.spinning" : "event.sleeping",
                stepTime(chosen, WaitingChosen.SPINNING),
                stepTime(chosen, WaitingChosen.SLEEPING));
    }

    private String stepTime(WaitingChosen chosen, String mode) {
        double seconds = chosen.secondsPerStep().getOrDefault(mode, Double.NaN);
        return say("event.milliseconds", Quantity.number(MILLISECONDS * seconds));
    }

    private String tested(Conclusion.Tested tested) {
        Map<String, Double> metrics = tested.result().metrics();
        return say(
                "event.tested",
                count(tested.result().samples(), "sample"),
                TOLD_OF_A_TEST.stream()
                        .filter(metrics::containsKey)
                        .map(name -> name + " " + Quantity.number(metrics.get(name)))
                        .collect(Collectors.joining(", ")));
    }

    private String ending(Conclusion.Ending ending) {
        String doing = say("phase." + ending.phase().name());
        // The reason is the same in every phase, and in the last event.
        boolean asked =
                ending.phase() == EndingPhase.STOPPING && !ending.reason().isEmpty();
        return asked ? say("event.because", doing, again(ending.reason())) : doing;
    }
}
