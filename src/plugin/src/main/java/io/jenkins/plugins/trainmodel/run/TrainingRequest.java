package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.page.RunKind;
import io.jenkins.plugins.trainmodel.planned.WaitWish;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.tasks.filters.EnvVarsFilterableBuilder;

/**
 * What a step asks for, in words that survive a restart: texts and flags only. Written once, when the step starts. Filters
 * of environment variables that an administrator has set up apply to it.
 */
public final class TrainingRequest implements Serializable, EnvVarsFilterableBuilder {
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
    /** What becomes artifacts. */
    final ArchiveWish archive;
    /** How long a stopped trainer may take, such as 5m; empty for the global setting. */
    final String grace;
    /** The name of a JDK tool, empty for none. */
    final String java;
    /** Whether the run goes on from an earlier try of this build, and keeps its checkpoints for a later one. */
    final boolean resume;
    /** The run to be compared with, and what follows where it is better or fails. */
    private final NightlyWish nightly;
    /** Whether people are asked at milestones; null in the state of an older version. */
    private WaitWish waits = WaitWish.NONE;
    /** What trains in the place of the trainer, a script; empty: the trainer; null in the state of an older version. */
    private String command = "";
    /** Whether what the run needs is only tried. */
    final boolean dryRun;

    public TrainingRequest(
            String specification,
            String name,
            String out,
            String overlay,
            Map<String, String> assignments,
            ArchiveWish archive,
            String grace,
            String java,
            boolean resume,
            NightlyWish nightly,
            boolean dryRun) {
        this.specification = specification;
        this.name = name;
        this.out = out;
        this.overlay = overlay;
        this.assignments = new LinkedHashMap<>(assignments);
        this.archive = archive;
        this.grace = grace;
        this.java = java;
        this.resume = resume;
        this.nightly = nightly;
        this.dryRun = dryRun;
    }

    /** The same of a run whose milestones wait for people. */
    public TrainingRequest waiting(WaitWish wish) {
        waits = wish;
        return this;
    }

    /** The same of a run in which another program trains; an empty script changes nothing. */
    public TrainingRequest watching(String script) {
        command = script;
        return this;
    }

    /** The script that trains; empty: the trainer does. */
    String command() {
        return command == null ? "" : command;
    }

    /** What the run is. */
    RunKind kind() {
        return dryRun ? RunKind.DRY_RUN : isWatched() ? RunKind.WATCHED : RunKind.TRAINING;
    }

    /** Whether another program trains. */
    boolean isWatched() {
        return !command().isEmpty();
    }

    /** Whether people are asked at milestones. */
    WaitWish waits() {
        return waits == null ? WaitWish.NONE : waits;
    }

    /** Of a step that an older version has started there is none. */
    NightlyWish nightly() {
        return nightly == null ? NightlyWish.NONE : nightly;
    }
}
