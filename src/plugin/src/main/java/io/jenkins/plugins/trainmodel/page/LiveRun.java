package io.jenkins.plugins.trainmodel.page;

/** A run that goes on, as the page's buttons reach it. Its methods return at once; the run's events answer. */
public interface LiveRun {

    /** Ends the run after the current step; checkpoint and model are kept. */
    void stopAndKeepModel(String by);

    /** Saves a checkpoint after the current step; the run goes on. */
    void checkpointNow(String by);
}
