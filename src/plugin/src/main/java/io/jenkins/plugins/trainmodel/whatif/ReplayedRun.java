package io.jenkins.plugins.trainmodel.whatif;

import hudson.model.Job;
import io.jenkins.plugins.trainmodel.job.JobSeries;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A finished run whose log is there.
 *
 * @param key the number of its build, a slash, and its id
 * @param name as people call it
 */
record ReplayedRun(String key, String name, Path log, long bytes) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** The newest of a job, at most so many, the newest first. Builds are found by their directories; none is loaded. */
    static List<ReplayedRun> newest(Job<?, ?> job, int most) throws IOException {
        List<SeriesEntry> newestFirst = new ArrayList<>(JobSeries.read(job));
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .flatMap(entry -> of(job, entry).stream())
                .limit(most)
                .toList();
    }

    private static Optional<ReplayedRun> of(Job<?, ?> job, SeriesEntry entry) {
        if (!ID.matcher(entry.id()).matches()) {
            return Optional.empty();
        }
        Path log = job.getBuildDir()
                .toPath()
                .resolve(Path.of(String.valueOf(entry.build()), "train-model", entry.id(), "events.jsonl"));
        try {
            String key = entry.build() + "/" + entry.id();
            return Optional.of(new ReplayedRun(key, "#" + entry.build() + " " + entry.run(), log, Files.size(log)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
