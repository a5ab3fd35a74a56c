package io.jenkins.plugins.trainmodel.registry;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.KeptModel;
import io.jenkins.trainmodel.report.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as a model registry is told of it. The same run is always told in the same words, so that telling it again changes
 * nothing.
 *
 * @param id of the run, as its event log begins
 * @param name for people
 * @param start when it began, in milliseconds since 1970
 * @param end when its log ended, likewise
 * @param parameters the specification, one value a key
 * @param metrics by epoch, then those of the kept model's test
 * @param tags what people and programs find it by
 */
record PublishedRun(
        String id,
        String name,
        long start,
        long end,
        Map<String, String> parameters,
        List<Reading> metrics,
        Map<String, String> tags) {
    private static final int MOST_EPOCHS = 4_000;
    private static final long MOST_BYTES = 16 << 20;
    private static final int LONGEST_TAG = 5_000;

    /**
     * A metric's value at the end of an epoch.
     *
     * @param time in milliseconds since 1970, counted from the run's beginning by its training time
     */
    record Reading(String metric, double value, long time, int epoch) {}

    /**
     * Reads a run's event log. Of more than 4,000 epochs an even choice is told.
     *
     * @throws PackageException if the log does not say which run it is
     */
    static PublishedRun read(Path log) throws IOException, PackageException {
        if (!Files.isRegularFile(log)) {
            throw new PackageException("the build has no event log of it any more");
        }
        RunHistory history = new RunHistory(MOST_EPOCHS, MOST_BYTES);
        history.readOn(log, 0);
        TrainingEvent.Started started = history.started()
                .filter(event -> event.runId().matches("[0-9a-zA-Z-]{1,64}"))
                .orElseThrow(() -> new PackageException("its event log does not say which run it is"));
        long start = history.startedAt().map(Instant::toEpochMilli).orElse(0L);
        return new PublishedRun(
                started.runId(),
                started.name(),
                start,
                history.lastEventAt().map(Instant::toEpochMilli).orElse(start),
                FlatSpecification.of(started.specification()),
                metrics(history, start),
                history.finished()
                        .map(end -> Map.of("train-model.reason", end.reason()))
                        .orElse(Map.of()));
    }

    private static List<Reading> metrics(RunHistory history, long start) {
        List<Reading> readings = new ArrayList<>();
        for (TrainingEvent.Epoch epoch : history.epochs()) {
            long time = start + (long) (epoch.elapsedSeconds() * 1000);
            epoch.metrics().forEach((metric, value) -> add(readings, new Reading(metric, value, time, epoch.epoch())));
        }
        KeptModel.of(history)
                .ifPresent(kept -> kept.metrics().forEach((metric, value) -> {
                    if (metric.startsWith("test/")) {
                        add(readings, new Reading(metric, value, start, kept.epoch()));
                    }
                }));
        return readings;
    }

    /** Not every store of a registry takes what is no number. */
    private static void add(List<Reading> readings, Reading reading) {
        if (Double.isFinite(reading.value())) {
            readings.add(reading);
        }
    }

    /** The same with these tags; one without a word is left out. */
    PublishedRun tagged(Map<String, String> words) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        words.forEach((key, value) -> {
            if (!value.isBlank()) {
                all.put(key, value.substring(0, Math.min(LONGEST_TAG, value.length())));
            }
        });
        return new PublishedRun(id, name, start, end, parameters, metrics, all);
    }
}
