package io.jenkins.trainmodel.trainer.watch.source;

import io.jenkins.trainmodel.spec.watch.MetricFiles;
import io.jenkins.trainmodel.spec.watch.MetricFiles.Axis;
import io.jenkins.trainmodel.trainer.watch.file.FilesBefore;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All files that match a pattern, each read as its kind says. Files may come while the program runs. */
final class LogFiles implements ReportSource {
    private static final long LOOK_NANOSECONDS = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 1000;

    private final MetricFiles kind;
    private final String pattern;
    private final PatternFiles files;
    private final FilesBefore before;
    private final MetricPaths paths;
    private final Map<Path, ReportSource> sources = new LinkedHashMap<>();
    private final EpochPieces pieces = new EpochPieces();
    private long looked = System.nanoTime() - LOOK_NANOSECONDS;

    private LogFiles(MetricFiles kind, String pattern, PatternFiles files, FilesBefore before, MetricPaths paths) {
        this.kind = kind;
        this.pattern = pattern;
        this.files = files;
        this.before = before;
        this.paths = paths;
    }

    /**
     * The files of a specification.
     *
     * @param note where it is noted what lay there before the run
     */
    static LogFiles of(MetricFiles kind, PatternFiles files, Path note, MetricPaths paths) throws IOException {
        String pattern = pattern(kind).orElseThrow();
        return new LogFiles(kind, pattern, files, FilesBefore.noted(note, files.matching(pattern)), paths);
    }

    /** Empty where there are none besides the file that every program has. */
    static Optional<String> pattern(MetricFiles kind) {
        if (kind instanceof MetricFiles.CsvLogs logs) {
            return Optional.of(logs.path());
        }
        if (kind instanceof MetricFiles.EventFiles events) {
            return Optional.of(events.path());
        }
        return kind instanceof MetricFiles.TrainerStates states ? Optional.of(states.path()) : Optional.empty();
    }

    @Override
    public void read(Consumer<Report> reports) throws IOException {
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOSECONDS) {
            looked = now;
            open();
        }
        readAll(reports);
        pieces.release(reports);
    }

    /** In which file an epoch ends says nothing of the others where each file has a part of it. */
    private Consumer<Report> gathered(Consumer<Report> reports) {
        boolean byEpochs = kind instanceof MetricFiles.EventFiles events && events.axis() == Axis.EPOCH;
        return byEpochs ? report -> pieces.add(report, reports) : reports;
    }

    private void readAll(Consumer<Report> reports) throws IOException {
        Consumer<Report> gathered = gathered(reports);
        for (ReportSource source : sources.values()) {
            source.read(gathered);
        }
    }

    @Override
    public void finish(Consumer<Report> reports) throws IOException {
        open();
        readAll(reports);
        Consumer<Report> gathered = gathered(reports);
        for (ReportSource source : sources.values()) {
            source.finish(gathered);
        }
        pieces.releaseAll(reports);
    }

    private void open() throws IOException {
        for (Path file : files.matching(pattern)) {
            boolean wanted = !(kind instanceof MetricFiles.EventFiles)
                    || file.getFileName().toString().contains("tfevents");
            if (wanted && sources.size() < MOST) {
                sources.computeIfAbsent(file, this::source);
            }
        }
    }

    private ReportSource source(Path file) {
        if (kind instanceof MetricFiles.CsvLogs) {
            return new CsvLog(file, paths, before);
        }
        return kind instanceof MetricFiles.EventFiles events
                ? new EventLog(file, paths, events.axis(), before)
                : new TrainerState(file, paths, before);
    }
}
