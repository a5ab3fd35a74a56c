package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people are told of an event, whatever came before it. */
final class EventWords {
    /** As many as fit into a line; the report has all. */
    private static final List<String> TOLD_OF_A_TEST = List.of("loss", "accuracy", "f1", "rocAuc", "mae", "rmse", "r2");

    private EventWords() {}

    /** One or more lines; none for what only fills curves and ledgers. */
    static List<String> of(TrainingEvent event, Optional<Integer> plannedEpochs) {
        if (event instanceof TrainingEvent.Started started) {
            return started(started);
        }
        if (event instanceof TrainingEvent.Finished finished) {
            return ClosingWords.lines(finished, plannedEpochs);
        }
        if (event instanceof TrainingEvent.Judged judged) {
            return GateWords.table(judged);
        }
        return line(event).map(PlainText::line).stream().toList();
    }

    private static Optional<String> line(TrainingEvent event) {
        if (event instanceof TrainingEvent.Resumed resumed) {
            return Optional.of(resumed(resumed));
        }
        if (event instanceof TrainingEvent.Warning warning) {
            return Optional.of("warning: " + warning.message());
        }
        if (event instanceof TrainingEvent.Tested tested) {
            return Optional.of(tested(tested));
        }
        if (event instanceof TrainingEvent.Ending ending) {
            return Optional.of(ending(ending));
        }
        if (event instanceof TrainingEvent.Failed failed) {
            return Optional.of(ClosingWords.ERROR + failed.reason());
        }
        return GateWords.line(event).or(() -> ofIntervention(event));
    }

    private static Optional<String> ofIntervention(TrainingEvent event) {
        return event instanceof TrainingEvent.CheckpointSaved checkpoint
                        && !checkpoint.reason().equals("epoch")
                ? Optional.of(
                        String.format(Locale.ROOT, "checkpoint %s saved (%s)", checkpoint.name(), checkpoint.reason()))
                : InterventionWords.line(event);
    }

    private static List<String> started(TrainingEvent.Started started) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "training %s on %s%s, on %s",
                Quantity.of(started.parameters(), "parameter"),
                Quantity.of(started.trainSamples(), "sample"),
                started.validationSamples() == 0
                        ? ""
                        : " (" + Quantity.count(started.validationSamples()) + " more for validation)",
                PlainText.line(started.environment().getOrDefault("device", "an unknown device"))));
        lines.add("an epoch has " + Quantity.of(started.stepsPerEpoch(), "step")
                + (started.validationSamples() == 0 ? "" : "; values in parentheses are of validation samples"));
        return lines;
    }

    private static String resumed(TrainingEvent.Resumed resumed) {
        return String.format(
                Locale.ROOT,
                "resumed from %s: %s, %s and %s of training are done",
                resumed.step() == 0 ? "the start" : "checkpoint " + resumed.checkpoint(),
                Quantity.of(resumed.epoch(), "epoch"),
                Quantity.of(resumed.step(), "step"),
                Quantity.duration(resumed.elapsedSeconds()));
    }

    private static String tested(TrainingEvent.Tested tested) {
        Map<String, Double> metrics = tested.result().metrics();
        return String.format(
                Locale.ROOT,
                "on %s for the test: %s",
                Quantity.of(tested.result().samples(), "sample"),
                TOLD_OF_A_TEST.stream()
                        .filter(metrics::containsKey)
                        .map(name -> name + " " + Quantity.number(metrics.get(name)))
                        .collect(Collectors.joining(", ")));
    }

    private static String ending(TrainingEvent.Ending ending) {
        String doing = of(ending.phase());
        // The reason is the same in every phase, and in the last event.
        boolean asked =
                ending.phase() == EndingPhase.STOPPING && !ending.reason().isEmpty();
        return asked ? doing + ": " + ending.reason() : doing;
    }

    private static String of(EndingPhase phase) {
        return switch (phase) {
            case STOPPING -> "stopping after this step";
            case CHECKPOINT -> "saving the last checkpoint";
            case PACKAGING -> "packaging the model";
            case VERIFYING -> "loading the packaged model again and measuring it";
        };
    }
}
