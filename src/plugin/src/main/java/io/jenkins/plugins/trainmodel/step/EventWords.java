package io.jenkins.plugins.trainmodel.step;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the build's console says of a run: a line an epoch, and what is rare. */
final class EventWords {
    private static final int MOST_METRICS = 8;
    private static final int MINUTE = 60;

    private EventWords() {}

    /** One line; empty for what happens too often or shows elsewhere. */
    static Optional<String> of(TrainingEvent event, Optional<Integer> plannedEpochs) {
        return line(event, plannedEpochs).map(PlainText::of);
    }

    private static Optional<String> line(TrainingEvent event, Optional<Integer> plannedEpochs) {
        if (event instanceof TrainingEvent.Epoch epoch) {
            return Optional.of(epoch(epoch, plannedEpochs));
        } else if (event instanceof TrainingEvent.Started started) {
            return Optional.of("training %,d parameters on %,d samples, %,d held out for validation; device: %s"
                    .formatted(
                            started.parameters(),
                            started.trainSamples(),
                            started.validationSamples(),
                            started.environment().getOrDefault("device", "unknown")));
        } else if (event instanceof TrainingEvent.Resumed resumed) {
            return Optional.of(
                    "goes on after epoch %d, from checkpoint %s".formatted(resumed.epoch(), resumed.checkpoint()));
        } else if (event instanceof TrainingEvent.Warning warning) {
            return Optional.of("warning: " + warning.message());
        } else if (event instanceof TrainingEvent.HyperparameterChanged change) {
            return Optional.of(
                    "%s: %s, was %s (by %s)".formatted(change.key(), change.to(), change.from(), change.by()));
        } else if (event instanceof TrainingEvent.CommandApplied command) {
            return Optional.of(command.command() + ": " + command.message());
        } else if (event instanceof TrainingEvent.Finished finished) {
            return Optional.of(
                    "%s after epoch %d: %s".formatted(finished.outcome().word(), finished.epoch(), finished.reason()));
        }
        return Optional.empty();
    }

    private static String epoch(TrainingEvent.Epoch epoch, Optional<Integer> plannedEpochs) {
        String metrics = new TreeMap<>(epoch.metrics())
                .entrySet().stream()
                        .filter(metric -> isTold(metric.getKey()))
                        .limit(MOST_METRICS)
                        .map(EventWords::metric)
                        .collect(Collectors.joining(", "));
        String left = epoch.secondsLeft()
                .filter(Double::isFinite)
                .map(seconds -> ", about " + duration(seconds) + " left")
                .orElse("");
        return "epoch %d%s: %s (%s%s)"
                .formatted(
                        epoch.epoch(),
                        plannedEpochs.map(planned -> " of " + planned).orElse(""),
                        metrics,
                        duration(epoch.elapsedSeconds()),
                        left);
    }

    private static boolean isTold(String metric) {
        return metric.startsWith("train/") || metric.startsWith("validation/");
    }

    private static String metric(Map.Entry<String, Double> metric) {
        return metric.getKey() + " " + String.format(Locale.ROOT, "%.4g", metric.getValue());
    }

    /** Seconds as people say them. */
    static String duration(double seconds) {
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long minutes = Math.round(seconds / MINUTE);
        return minutes < MINUTE ? minutes + " min" : "%d h %02d min".formatted(minutes / MINUTE, minutes % MINUTE);
    }
}
