package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.steer.RestartRequest;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where on its agent a run begins that goes on with one of an earlier build. Lives with the run's state, written once. */
final class RestartPlace implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The directory on the agent. */
    private final String directory;
    /** Whether it is a checkpoint; else a model package. */
    private final boolean checkpoint;
    /** Whether early stopping begins to count anew. */
    private final boolean patienceAnew;
    /** Values of the specification by key. */
    private final LinkedHashMap<String, String> values;

    RestartPlace(String directory, RestartRequest request) {
        this.directory = directory;
        this.checkpoint = request.isCheckpoint();
        this.patienceAnew = request.patienceAnew();
        this.values = new LinkedHashMap<>(request.values());
    }

    boolean isCheckpoint() {
        return checkpoint;
    }

    Map<String, String> values() {
        return values;
    }

    /** The trainer's arguments; a model package is said by the specification instead. */
    List<String> arguments() {
        if (!checkpoint) {
            return List.of();
        }
        return patienceAnew ? List.of("--begin-at", directory, "--patience-anew") : List.of("--begin-at", directory);
    }
}
