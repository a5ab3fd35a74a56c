package io.jenkins.plugins.trainmodel.step;

import hudson.FilePath;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import java.util.Objects;

/** Where a run's files are on its agent. */
final class Places {
    private static final String DEFAULT_PARENT = ".train-model";

    private Places() {}

    static AgentRun of(RunState state, FilePath workspace) {
        FilePath scratch =
                Objects.requireNonNull(WorkspaceList.tempDir(workspace)).child("train-model-" + state.key);
        return new AgentRun(workspace, workspace.child(state.directory), scratch);
    }

    /** The run directory relative to the workspace: the one asked for, else one by the run's name. */
    static String directory(TrainingRequest request, String name) {
        String word = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
        return request.out.isEmpty() ? DEFAULT_PARENT + "/" + (word.isEmpty() ? "run" : word) : request.out;
    }
}
