package io.jenkins.trainmodel.reference;

import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.reference.NamePattern;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.PastRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The accepted runs that a specification names, the newest last.
 *
 * @param runs those that were accepted; what a specification says of a run itself is taken at its word
 * @param problems why others could not be read, one sentence each
 */
public record AcceptedRuns(List<MeasuredRun> runs, List<String> problems) {
    /** More than any spread takes; each of them is a log to be read. */
    private static final int MOST = 200;

    public AcceptedRuns {
        runs = List.copyOf(runs);
        problems = List.copyOf(problems);
    }

    /** Reads them. */
    public static AcceptedRuns read(List<PastRuns> history) {
        List<MeasuredRun> runs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (PastRuns past : history) {
            if (past instanceof PastRuns.Directories directories) {
                readAll(directories, runs, problems);
            } else {
                runs.add(((PastRuns.Inline) past).run());
            }
        }
        return new AcceptedRuns(runs, problems);
    }

    private static void readAll(PastRuns.Directories past, List<MeasuredRun> runs, List<String> problems) {
        try {
            newest(past).forEach(directory -> readOne(directory, runs, problems));
        } catch (IOException unreadable) {
            problems.add(
                    "The reference's history " + past.directory() + " cannot be listed: " + unreadable.getMessage());
        }
    }

    /** One damaged run does not take the others with it. */
    private static void readOne(Path directory, List<MeasuredRun> runs, List<String> problems) {
        try {
            ReferenceRun run = ReferenceReader.read(directory);
            if (run.accepted()) {
                runs.add(run.measured());
            }
        } catch (IOException unreadable) {
            problems.add("A run of the reference's history does not count, because it cannot be read: "
                    + unreadable.getMessage());
        }
    }

    /** Those that were begun last, in that order. */
    private static List<Path> newest(PastRuns.Directories past) throws IOException {
        if (!Files.isDirectory(past.directory())) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(past.directory())) {
            NamePattern name = new NamePattern(past.name());
            List<Path> all = children.filter(
                            child -> name.matches(child.getFileName().toString()))
                    .filter(AcceptedRuns::isRun)
                    .sorted(Comparator.comparing(AcceptedRuns::begun).thenComparing(Path::toString))
                    .toList();
            return all.subList(Math.max(0, all.size() - MOST), all.size());
        }
    }

    private static boolean isRun(Path child) {
        return Files.isRegularFile(new RunDirectory(child).events())
                || Files.isRegularFile(child.resolve(PackagedRun.FILE));
    }

    /** The marker is written once, when a run is begun. */
    private static FileTime begun(Path run) {
        try {
            Path marker = new RunDirectory(run).marker();
            return Files.getLastModifiedTime(Files.exists(marker) ? marker : run);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
