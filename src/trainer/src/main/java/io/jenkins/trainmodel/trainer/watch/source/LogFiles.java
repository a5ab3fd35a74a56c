package io.jenkins.trainmodel.trainer.watch.source;

import io.jenkins.trainmodel.spec.watch.MetricFiles;
import io.jenkins.trainmodel.trainer.watch.file.FilesBefore;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * All files that a pattern matches, each read as its kind says, in one order: where training and validation write files of
 * their own, steps of one are not past because the other was read first. Files may come while the program runs.
 */
final class LogFiles implements ReportSource {
    private static final long LOOK_NANOSECONDS = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 1000;

    private final MetricFiles kind;
    private final String pattern;
    private final PatternFiles files;
    private final FilesBefore before;
    private final MetricPaths paths;
    private final Map<Path, ReportSource> sources = new LinkedHashMap<>();
    private final EpochPieces pieces;
    private final EpochNumbers numbers = new EpochNumbers();
    private final OrderedSteps steps;
    private long looked = System.nanoTime() - LOOK_NANOSECONDS;
    private boolean full;

    private LogFiles(MetricFiles kind, String pattern, PatternFiles files, FilesBefore before, MetricPaths paths) {
        this.kind = kind;
        this.pattern = pattern;
        this.files = files;
        this.before = before;
        this.paths = paths;
        boolean values = kind instanceof MetricFiles.EventFiles;
        this.pieces = values ? EpochPieces.ofValues() : EpochPieces.ofRows();
        this.steps = new OrderedSteps(values ? EpochPieces.FOR_VALUES : EpochPieces.FOR_ROWS, System::nanoTime);
    }

    /**
     * The files of a specification.
     *
     * @param note where it is noted what lay there before the run
     */
    static LogFiles of(MetricFiles kind, PatternFiles files, Path note, MetricPaths paths) throws IOException {
        String pattern = kind.pattern().orElseThrow();
        return new LogFiles(kind, pattern, files, FilesBefore.noted(note, files.matching(pattern)), paths);
    }

    @Override
    public void read(Consumer<Report> reports) throws IOException {
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOSECONDS) {
            looked = now;
            open(reports);
        }
        readAll(reports);
        steps.release(sources.values(), reports);
        pieces.release(isOneFile(), reports);
    }

    /** A source that waits for others is not read on before they come, or the program has ended. */
    @Override
    public boolean hasMore() {
        return sources.values().stream().anyMatch(source -> source.hasMore() && !steps.holds(source));
    }

    @Override
    public void finish(Consumer<Report> reports) throws IOException {
        open(reports);
        do {
            readAll(reports);
            steps.releaseAll(sources.values(), reports);
        } while (sources.values().stream().anyMatch(source -> steps.holds(source) || source.hasMore()));
        for (ReportSource source : sources.values()) {
            source.finish(report -> sort(source, report, reports));
        }
        steps.releaseAll(sources.values(), reports);
        steps.end(reports);
        pieces.releaseAll(reports);
    }

    private boolean isOneFile() {
        return sources.keySet().equals(Set.of(files.place(pattern)));
    }

    /** A source of which something waits is not read on, so that no more waits than one call takes. */
    private void readAll(Consumer<Report> reports) throws IOException {
        for (ReportSource source : sources.values()) {
            if (!steps.holds(source)) {
                source.read(report -> sort(source, report, reports));
            }
        }
    }

    /** A history that is written anew every time is in its order already. */
    private void sort(ReportSource source, Report report, Consumer<Report> reports) {
        if (kind instanceof MetricFiles.TrainerStates) {
            reports.accept(report);
        } else if (report instanceof Report.EpochEnd part) {
            pieces.add(source, part);
        } else if (report instanceof Report.Reading reading) {
            steps.add(source, reading);
        } else {
            reports.accept(report);
        }
    }

    private void open(Consumer<Report> reports) throws IOException {
        Set<Path> wanted =
                files.matching(pattern).stream().filter(this::isWanted).collect(Collectors.toSet());
        for (Path file : wanted.stream().sorted().toList()) {
            if (sources.size() < MOST) {
                sources.computeIfAbsent(file, this::source);
            }
        }
        boolean more = !sources.keySet().containsAll(wanted);
        if (more && !full) {
            reports.accept(new Report.Unreadable("%s matches more than %s files, and those beyond are not read"
                    .formatted(pattern, Quantity.count(MOST))));
        }
        full = full || more;
    }

    private boolean isWanted(Path file) {
        return !(kind instanceof MetricFiles.EventFiles)
                || file.getFileName().toString().contains("tfevents");
    }

    private ReportSource source(Path file) {
        if (kind instanceof MetricFiles.CsvLogs) {
            return new CsvLog(file, paths, numbers, before);
        }
        return kind instanceof MetricFiles.EventFiles events
                ? new EventLog(file, paths, events.axis(), numbers, before)
                : new TrainerState(file, paths, before);
    }
}
