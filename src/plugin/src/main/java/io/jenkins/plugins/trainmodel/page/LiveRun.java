package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.run.Command;

/**
 * A run that goes on, as pages see and reach it. Its methods may be called by any thread and wait for no agent; what they
 * ask for is answered by the run's events.
 */
public interface LiveRun {

    /** Where it stands, from memory. */
    LiveStatus status();

    /**
     * Asks the trainer for something in a person's name. The wish is kept over restarts of the controller and told the
     * trainer as soon as its agent answers. A stop is obeyed once, whatever is asked for behind it.
     *
     * @param id by which the same wish is known again, should it come a second time
     * @return whether it is new; a wish that is known changes nothing
     */
    boolean ask(String id, Command command);

    /** Ends a run that was asked to end and has not yet, now: what it has not saved is lost. */
    void kill(String by);
}
