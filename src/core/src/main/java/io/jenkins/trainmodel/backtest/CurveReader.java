package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads curves from event logs, from the run directories that hold them, and from CSV files. */
public final class CurveReader {
    private CurveReader() {}

    /**
     * Reads a curve. A directory is a run directory, or a model package; a file is CSV or an event log by its ending {@code .csv} or
     * {@code .jsonl}, and by its first character where it has another.
     *
     * @throws CurveFormatException if the file is no curve
     * @throws IOException if it cannot be read
     */
    public static Curve read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such curve");
        }
        Path file = Files.isDirectory(path) ? in(new RunDirectory(path)) : path;
        if (!Files.isRegularFile(file)) {
            throw new CurveFormatException(
                    path.toString(), "is neither a file nor a directory with events.jsonl or metrics.csv");
        }
        return isEventLog(file)
                ? EventCurveReader.read(file, path.toString())
                : CsvCurveReader.read(file, path.toString());
    }

    /** A run directory has both, a model package the latter. */
    private static Path in(RunDirectory directory) {
        return Files.isRegularFile(directory.events()) ? directory.events() : directory.metricsCsv();
    }

    /** Whether a file is an event log, by its ending, or its first character where it has another. */
    public static boolean isEventLog(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return false;
        }
        if (name.endsWith(".jsonl")) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == '{';
        }
    }
}
