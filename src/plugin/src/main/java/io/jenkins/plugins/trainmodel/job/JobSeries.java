package io.jenkins.plugins.trainmodel.job;

import hudson.model.Job;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** The series of a job, for who promotes runs or shows more of them. */
public final class JobSeries {
    private JobSeries() {}

    /** The remembered runs, the oldest first. */
    public static List<SeriesEntry> read(Job<?, ?> job) throws IOException {
        return SeriesFiles.get().of(job).read(TrainingConfiguration.get().getMaximumSeriesLength());
    }

    /** Whether the build of a run was not deleted; by its file, since asking the job would load it. */
    public static boolean isThere(Job<?, ?> job, int build) {
        return new File(job.getBuildDir(), build + "/build.xml").isFile();
    }

    /** Changes entries, durably and all at once. */
    public static void change(Job<?, ?> job, UnaryOperator<SeriesEntry> change) throws IOException {
        SeriesFiles.get().of(job).change(change);
    }
}
