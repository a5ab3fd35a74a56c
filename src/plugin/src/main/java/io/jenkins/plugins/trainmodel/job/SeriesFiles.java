package io.jenkins.plugins.trainmodel.job;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import java.nio.file.Path;
import java.util.Map;
import java.util.WeakHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One object for each job's series, so that all threads share its lock and what it remembers; gone with its job. */
@Extension
@Restricted(NoExternalUse.class)
public class SeriesFiles {
    private final Map<Job<?, ?>, SeriesFile> files = new WeakHashMap<>();

    static SeriesFiles get() {
        return ExtensionList.lookupSingleton(SeriesFiles.class);
    }

    /** The series of the job, wherever a rename has put it. */
    synchronized SeriesFile of(Job<?, ?> job) {
        Path path = job.getRootDir().toPath().resolve("train-model-series.jsonl");
        SeriesFile known = files.get(job);
        if (known == null || !known.isAt(path)) {
            known = new SeriesFile(path);
            files.put(job, known);
        }
        return known;
    }
}
