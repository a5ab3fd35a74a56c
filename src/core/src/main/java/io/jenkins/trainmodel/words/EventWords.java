package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Events in one line for people, as the console and the log of a run show them. */
public final class EventWords {
    private EventWords() {}

    /** The line for an event; empty for those that only fill curves and ledgers. */
    public static Optional<String> of(TrainingEvent event, Optional<Integer> plannedEpochs) {
        if (event instanceof TrainingEvent.Started started) {
            return Optional.of(started(started));
        }
        if (event instanceof TrainingEvent.Epoch epoch) {
            return Optional.of(epoch(epoch, plannedEpochs));
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            return Optional.of(resumed(resumed));
        }
        if (event instanceof TrainingEvent.Warning warning) {
            return Optional.of("warning: " + warning.message());
        }
        return ofIntervention(event);
    }

    private static Optional<String> ofIntervention(TrainingEvent event) {
        if (event instanceof TrainingEvent.CommandApplied command) {
            return Optional.of(
                    "command " + command.command() + (command.accepted() ? ": " : " refused: ") + command.message());
        }
        if (event instanceof TrainingEvent.HyperparameterChanged change) {
            return Optional.of(
                    "%s changed from %s to %s by %s".formatted(change.key(), change.from(), change.to(), change.by()));
        }
        if (event instanceof TrainingEvent.CheckpointSaved checkpoint
                && !checkpoint.reason().equals("epoch")) {
            return Optional.of("checkpoint %s saved (%s)".formatted(checkpoint.name(), checkpoint.reason()));
        }
        return Optional.empty();
    }

    private static String started(TrainingEvent.Started started) {
        return "%s: %s parameters, %d training and %d validation samples, %d steps an epoch, on %s"
                .formatted(
                        started.name(),
                        Quantity.count(started.parameters()),
                        started.trainSamples(),
                        started.validationSamples(),
                        started.stepsPerEpoch(),
                        started.environment().getOrDefault("device", "an unknown device"));
    }

    private static String resumed(TrainingEvent.Resumed resumed) {
        return "resumed from checkpoint %s: %d epochs, %d steps and %s of training are done"
                .formatted(
                        resumed.checkpoint(),
                        resumed.epoch(),
                        resumed.step(),
                        Quantity.duration(resumed.elapsedSeconds()));
    }

    private static String epoch(TrainingEvent.Epoch epoch, Optional<Integer> plannedEpochs) {
        StringBuilder line = new StringBuilder("epoch ").append(epoch.epoch());
        plannedEpochs.ifPresent(planned -> line.append('/').append(planned));
        line.append("  ").append(metrics(epoch.metrics()));
        Optional.ofNullable(epoch.metrics().get(MetricNames.SAMPLES_PER_SECOND))
                .ifPresent(value -> line.append("  ").append(Quantity.approximate(value) + " samples/s"));
        epoch.secondsLeft()
                .ifPresent(left ->
                        line.append("  ").append(Quantity.duration(left)).append(" left"));
        if (epoch.best().map(Best::epoch).filter(best -> best == epoch.epoch()).isPresent()) {
            line.append("  best");
        }
        return line.toString();
    }

    /** Training and validation metrics, such as {@code loss 0.31 (validation 0.35)}. */
    private static String metrics(Map<String, Double> metrics) {
        return new TreeMap<>(metrics)
                .keySet().stream()
                        .filter(path -> path.startsWith(MetricNames.TRAIN))
                        .map(path -> path.substring(MetricNames.TRAIN.length()))
                        .sorted((a, b) -> a.equals("loss") ? -1 : b.equals("loss") ? 1 : a.compareTo(b))
                        .map(name -> metric(metrics, name))
                        .collect(Collectors.joining("  "));
    }

    private static String metric(Map<String, Double> metrics, String name) {
        String train = Quantity.number(metrics.get(MetricNames.TRAIN + name));
        Double validation = metrics.get(MetricNames.VALIDATION + name);
        return validation == null
                ? name + " " + train
                : name + " " + train + " (validation " + Quantity.number(validation) + ")";
    }
}
