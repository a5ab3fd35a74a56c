package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.MetricsCsv;
import io.jenkins.trainmodel.report.ReportJson;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.ReportPage;
import io.jenkins.trainmodel.run.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * The reports of a rehearsal as they will be at the end of the whole run: what comes once is as it was rehearsed, and what
 * comes again and again is the newest of its kind, each time with slightly other numbers.
 */
final class GrownReports {
    /** A curve has no more points on a page, nor a table more rows. */
    private static final int MOST = 2_500;

    private static final double NOISE = 0.1;

    private final RunDirectory directory;
    private final RehearsedLog log;
    private final Occurrences all;
    private final Occurrences shown;
    private final Random random = new Random(1);
    private final RunHistory history = new RunHistory();
    private Instant time = Instant.EPOCH;
    private long sequence;

    GrownReports(RunDirectory directory, RehearsedLog log, Occurrences all) {
        this.directory = directory;
        this.log = log;
        this.all = all;
        shown = all.atMost(MOST);
    }

    /**
     * Bytes of files.
     *
     * @param page {@code report.html}
     * @param csv {@code metrics.csv}
     * @param json {@code report.json}
     */
    record Sizes(long page, long csv, long json) {}

    /** What they take; the event log is read, and {@code report.json} is written. */
    Sizes sizes() throws IOException {
        List<EventRecord> once = once();
        once.stream().filter(entry -> !(entry.event() instanceof Conclusion)).forEach(this::add);
        for (long epoch = 1; epoch <= shown.epochs(); epoch++) {
            addEpoch(epoch);
        }
        once.stream().filter(entry -> entry.event() instanceof Conclusion).forEach(this::add);
        ReportJson.write(directory.reportJson(), history);
        long csv = MetricsCsv.text(history.epochs()).length();
        return new Sizes(
                ReportPage.ofPackage(history).getBytes(StandardCharsets.UTF_8).length,
                csv * all.epochs() / Math.max(1, shown.epochs()),
                Files.size(directory.reportJson()));
    }

    private List<EventRecord> once() throws IOException {
        List<EventRecord> once = new ArrayList<>();
        try (EventReader reader = EventReader.open(directory.events())) {
            reader.forEachRemaining(entry -> {
                if (!Occurrences.RECURRING.contains(entry.event().getClass())) {
                    once.add(entry);
                }
            });
        }
        time = once.stream().findFirst().map(EventRecord::time).orElse(time);
        return once;
    }

    private void add(EventRecord entry) {
        add(entry.event());
    }

    private void add(TrainingEvent event) {
        sequence++;
        time = time.plus(Duration.ofSeconds(1));
        history.add(new EventRecord(EventRecord.SCHEMA_VERSION, sequence, time, event));
    }

    private void addEpoch(long epoch) {
        int number = (int) epoch;
        long end = behind(epoch, shown.readings());
        for (long step = behind(epoch - 1, shown.readings()) + 1; step <= end; step++) {
            addReading(number, step);
        }
        for (long sample = behind(epoch - 1, shown.telemetry()); sample < behind(epoch, shown.telemetry()); sample++) {
            log.newest(TrainingEvent.Telemetry.class)
                    .ifPresent(known -> add(new TrainingEvent.Telemetry(number, varied(known.metrics()))));
        }
        addEnd(number, end);
        if (behind(epoch, shown.checkpoints()) > behind(epoch - 1, shown.checkpoints())) {
            addCheckpoint(number, end);
        }
    }

    /** How many of so many lie before an epoch's end. */
    private long behind(long epoch, long many) {
        return many * epoch / shown.epochs();
    }

    private void addReading(int epoch, long step) {
        log.newest(TrainingEvent.Step.class)
                .ifPresent(known -> add(new TrainingEvent.Step(epoch, step, step, varied(known.metrics()))));
    }

    private void addEnd(int epoch, long step) {
        log.newest(TrainingEvent.TextWritten.class)
                .ifPresent(known -> add(new TrainingEvent.TextWritten(epoch, step, known.texts())));
        log.newest(TrainingEvent.Epoch.class)
                .ifPresent(known -> add(new TrainingEvent.Epoch(
                        epoch,
                        step,
                        known.elapsedSeconds() * epoch,
                        varied(known.metrics()),
                        varied(known.phases()),
                        known.secondsLeft(),
                        known.best(),
                        known.plannedEpochs(),
                        known.boundBy())));
        log.newest(TrainingEvent.RuleEvaluated.class)
                .ifPresent(known -> add(new TrainingEvent.RuleEvaluated(epoch, step, known.verdicts())));
    }

    private void addCheckpoint(int epoch, long step) {
        Optional<TrainingEvent.CheckpointSaved> saved = log.newest(TrainingEvent.CheckpointSaved.class);
        saved.ifPresent(known -> add(new TrainingEvent.CheckpointSaved(
                known.name(),
                epoch,
                step,
                known.reason(),
                known.bytes(),
                known.seconds(),
                known.best(),
                known.removed())));
    }

    private Map<String, Double> varied(Map<String, Double> metrics) {
        Map<String, Double> varied = new TreeMap<>();
        metrics.forEach((name, value) -> varied.put(name, value * (1 + NOISE * random.nextGaussian())));
        return varied;
    }
}
