package io.jenkins.plugins.trainmodel.job;

import hudson.model.Job;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** The series of a job, for who promotes runs. */
public final class JobSeries {
    private JobSeries() {}

    /** Changes entries, durably and all at once. */
    public static void change(Job<?, ?> job, UnaryOperator<SeriesEntry> change) throws IOException {
        SeriesFiles.get().of(job).change(change);
    }
}
