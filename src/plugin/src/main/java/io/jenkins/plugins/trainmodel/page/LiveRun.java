package io.jenkins.plugins.trainmodel.page;

/**
 * A run that goes on, as pages see and reach it. Its methods return at once, from any thread; what they ask for is
 * answered by the run's events.
 */
public interface LiveRun {

    /** Where it stands, from memory. */
    LiveStatus status();

    /** Ends the run after the current step; checkpoint and model are kept. Asked again, it changes nothing. */
    void stopAndKeepModel(String by);

    /** Saves a checkpoint after the current step; the run goes on. */
    void checkpointNow(String by);

    /** Ends a run that was asked to end and has not yet, now: what it has not saved is lost. */
    void kill(String by);
}
