package io.jenkins.plugins.trainmodel.steer;

import hudson.Util;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where on its agent a run begins that goes on with one of an earlier build. Lives with the run's state, written once. */
public final class RestartPlace implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The directory on the agent. */
    private final String directory;
    /** Whether it is a checkpoint; else a model package. */
    private final boolean checkpoint;
    /** Whether early stopping begins to count anew. */
    private final boolean patienceAnew;
    /** Whether an earlier step of the build has gone on with it already, so that this one's values win. */
    private final boolean below;
    /** Who asked for it. */
    private final String by;
    /** Why, in that person's words; empty where none were given. */
    private final String why;
    /** Values of the specification by key. */
    private final LinkedHashMap<String, String> values;

    /**
     * A place.
     *
     * @param directory on the agent; empty where the run has a checkpoint of its own
     * @param below whether an earlier step of the build has gone on with it already
     */
    public RestartPlace(String directory, RestartRequest request, boolean below) {
        this.directory = directory;
        this.checkpoint = request.isCheckpoint();
        this.patienceAnew = request.patienceAnew();
        this.below = below;
        this.by = request.by();
        this.why = request.why();
        this.values = new LinkedHashMap<>(request.values());
    }

    public boolean isCheckpoint() {
        return checkpoint;
    }

    /** What is set over the specification, where a step sets so much. */
    public Map<String, String> with(Map<String, String> ofStep) {
        Map<String, String> all = new LinkedHashMap<>(below ? values : ofStep);
        all.putAll(below ? ofStep : values);
        return all;
    }

    /** The trainer's arguments; a model package is said by the specification instead. */
    public List<String> arguments() {
        if (!checkpoint || directory.isEmpty()) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of("--begin-at", directory));
        arguments.addAll(List.of("--by-encoded=" + encoded(by), "--why-encoded=" + encoded(why)));
        if (patienceAnew) {
            arguments.add("--patience-anew");
        }
        return arguments;
    }

    /** In characters of every code page, of which a person knows nothing; null in the state of an older version. */
    private static String encoded(String text) {
        return URLEncoder.encode(Util.fixNull(text), StandardCharsets.UTF_8);
    }
}
