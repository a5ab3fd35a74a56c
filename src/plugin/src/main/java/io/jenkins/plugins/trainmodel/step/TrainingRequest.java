package io.jenkins.plugins.trainmodel.step;

import io.jenkins.plugins.trainmodel.agent.ArchiveChoice;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.tasks.filters.EnvVarsFilterableBuilder;

/**
 * What a step asks for, in words that survive a restart: texts and flags only. Written once, when the step starts. Filters
 * of environment variables that an administrator has set up apply to it.
 */
final class TrainingRequest implements Serializable, EnvVarsFilterableBuilder {
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
    /** Whether the trainer's log and what it printed are archived. */
    final boolean logs;
    /** Whether the whole event log is archived. */
    final boolean events;
    /** Whether the files for TensorBoard are archived. */
    final boolean tensorboard;
    /** How long a stopped trainer may take, such as 5m; empty for the global setting. */
    final String grace;
    /** The name of a JDK tool, empty for none. */
    final String java;
    /** Whether the run goes on from an earlier try of this build, and keeps its checkpoints for a later one. */
    final boolean resume;

    TrainingRequest(TrainModelStep step, String overlay, Map<String, String> assignments) {
        this.specification = step.getSpec();
        this.name = step.getName();
        this.out = step.getOut();
        this.overlay = overlay;
        this.assignments = new LinkedHashMap<>(assignments);
        this.archive = step.isArchive();
        this.checkpoints = step.getCheckpoints();
        this.logs = step.isLogs();
        this.events = step.isEvents();
        this.tensorboard = step.isTensorboard();
        this.grace = step.getGrace();
        this.java = step.getJava();
        this.resume = step.isResume();
    }

    /** What becomes artifacts, of the checkpoints that the run has left. */
    ArchiveChoice choice(SavedCheckpoints saved) {
        return new ArchiveChoice(archive, CheckpointChoice.of(checkpoints).from(saved), logs, events, tensorboard);
    }
}
