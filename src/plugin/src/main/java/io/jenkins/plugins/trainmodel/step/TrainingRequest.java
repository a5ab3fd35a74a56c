package io.jenkins.plugins.trainmodel.step;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a step asks for, in words that survive a restart: texts and flags only. Written once, when the step starts. */
final class TrainingRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The specification's path as the user wrote it. */
    final String specification;
    /** The run's name, empty where the specification names it. */
    final String name;
    /** The run directory relative to the workspace, empty for the default. */
    final String out;
    /** JSON that is laid over the specification. */
    final String overlay;
    /** Keys and values that are set after that. */
    final LinkedHashMap<String, String> assignments;
    /** Whether the model package is archived. */
    final boolean archive;
    /** Which checkpoints are archived: none, best, last or all. */
    final String checkpoints;
    /** How long a stopped trainer may take, such as 5m; empty for the global setting. */
    final String grace;
    /** The name of a JDK tool, empty for none. */
    final String java;
    /** Whether the run goes on from an earlier checkpoint, and keeps its own for others to go on from. */
    final boolean resume;

    TrainingRequest(TrainModelStep step, String overlay, Map<String, String> assignments) {
        this.specification = step.getSpec();
        this.name = step.getName();
        this.out = step.getOut();
        this.overlay = overlay;
        this.assignments = new LinkedHashMap<>(assignments);
        this.archive = step.isArchive();
        this.checkpoints = step.getCheckpoints();
        this.grace = step.getGrace();
        this.java = step.getJava();
        this.resume = step.isResume();
    }
}
