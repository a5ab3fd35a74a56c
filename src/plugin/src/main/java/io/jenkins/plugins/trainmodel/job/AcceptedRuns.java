package io.jenkins.plugins.trainmodel.job;

import hudson.model.Job;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import java.io.File;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a job that later ones may be compared with, found in its series alone: no build is loaded, however many there
 * are or were.
 */
public final class AcceptedRuns {
    private final Job<?, ?> job;
    private final List<SeriesEntry> entries;

    private AcceptedRuns(Job<?, ?> job, List<SeriesEntry> entries) {
        this.job = job;
        this.entries = entries;
    }

    /** Those that the series knows now. */
    public static AcceptedRuns of(Job<?, ?> job) throws IOException {
        int most = TrainingConfiguration.get().getMaximumSeriesLength();
        return new AcceptedRuns(job, SeriesFiles.get().of(job).read(most));
    }

    /** All runs that are accepted, the newest first; a promotion counts as of its own time. */
    public List<SeriesEntry> newestFirst(String run) {
        return entries.stream()
                .filter(entry -> entry.run().equals(run))
                .filter(SeriesEntry::isAccepted)
                .sorted(Comparator.comparingLong(SeriesEntry::since)
                        .thenComparing(SeriesEntry::build)
                        .reversed())
                .toList();
    }

    /** Whether a run of this name was ever accepted, as far as the series goes back, and its build stood by it. */
    public boolean hadAny(String run) {
        return entries.stream()
                .filter(entry -> entry.run().equals(run))
                .anyMatch(entry -> entry.isAccepted()
                        || entry.acceptance().accepted() && !entry.promotion().isWithdrawn());
    }

    /** Whether the series knows any run of this name. */
    public boolean knows(String run) {
        return entries.stream().anyMatch(entry -> entry.run().equals(run));
    }

    /** The names of all runs, those with the newest runs first. */
    public List<String> names() {
        return entries.stream()
                .sorted(Comparator.comparingLong(SeriesEntry::time).reversed())
                .map(SeriesEntry::run)
                .distinct()
                .toList();
    }

    /** The run of a build. */
    public Optional<SeriesEntry> find(int build, String id) {
        return entries.stream().filter(entry -> entry.isRun(build, id)).findFirst();
    }

    /** Those of a build. */
    public List<SeriesEntry> ofBuild(int build) {
        return entries.stream().filter(entry -> entry.build() == build).toList();
    }

    /** All champions: at most one a run name, but for a moment. The newest first. */
    public List<SeriesEntry> champions() {
        return entries.stream()
                .filter(entry -> entry.promotion().isChampion())
                .sorted(Comparator.comparingLong(SeriesEntry::since).reversed())
                .toList();
    }

    /** Those that were champions before, the newest first. */
    public List<SeriesEntry> formerChampions(String run) {
        return newestFirst(run).stream()
                .filter(entry ->
                        entry.promotion().isPromoted() && !entry.promotion().isChampion())
                .toList();
    }

    /** Whether the build was not deleted; by its file, since asking the job would load it. */
    public boolean isThere(SeriesEntry entry) {
        return new File(job.getBuildDir(), entry.build() + "/build.xml").isFile();
    }
}
