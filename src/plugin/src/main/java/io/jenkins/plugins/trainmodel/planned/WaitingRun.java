package io.jenkins.plugins.trainmodel.planned;

import java.util.Optional;

/** A run that may wait for an answer, as pages see and reach it. Its methods return at once, from any thread. */
public interface WaitingRun {

    /** The stop at which it waits; empty while it does not. */
    Optional<PlannedStop> plannedStop();

    /** Answers. False where it does not wait, or was answered already; then nothing changes. */
    boolean answer(StopAnswer answer);
}
