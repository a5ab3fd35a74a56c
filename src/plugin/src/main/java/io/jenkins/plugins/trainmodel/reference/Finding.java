package io.jenkins.plugins.trainmodel.reference;

import hudson.model.Run;

/** What a step's wish for a reference has come to. */
public sealed interface Finding {

    /**
     * A run of a build that is there.
     *
     * @param id the run's id in the build
     * @param artifacts where the run's files are among the build's artifacts; empty where nothing was archived
     * @param name how people call it, such as {@code nightly #41}
     * @param remark what else is to be said of the choice, one sentence; empty for nothing
     */
    record Found(Run<?, ?> build, String id, String artifacts, String name, String remark) implements Finding {}

    /**
     * A path on the agent, which the trainer itself looks at.
     *
     * @param path as the step says it
     */
    record OnAgent(String path) implements Finding {}

    /**
     * There is none that can be used.
     *
     * @param why one sentence without a full stop
     */
    record Missing(String why) implements Finding {}

    /** No run of this name was ever accepted, so this one is the first that may be. */
    record First() implements Finding {}
}
