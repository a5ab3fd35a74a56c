package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.trainmodel.run.RunName;
import java.time.Instant;

/** Where a run's files are on its agent, and what tells a run from all others. */
final class Places {
    private static final String DEFAULT_PARENT = ".train-model";
    private static final int LONGEST_OWNER = 400;

    private Places() {}

    static AgentRun of(RunState state, FilePath workspace) throws AbortException {
        FilePath beside = WorkspaceList.tempDir(workspace);
        if (beside == null) {
            throw new AbortException(
                    "%s has no directory above it, so there is no room beside it for the trainer".formatted(workspace));
        }
        return new AgentRun(workspace, workspace.child(state.directory), beside.child("train-model-" + state.key));
    }

    /**
     * The run directory relative to the workspace: the one asked for, else one by the run's name and its cell. A dry run has
     * one beside it, so that it leaves the run's own as it is.
     */
    static String directory(TrainingRequest request, String name, String cell) {
        String own = request.out.isEmpty() ? DEFAULT_PARENT + "/" + key(name, cell) : request.out;
        return request.dryRun ? own + ".dry-run" : own;
    }

    /** A word that no other name has, and no other cell with the same name. */
    static String key(String name, String cell) {
        return RunName.slug(cell.isEmpty() ? name : name + "\n" + cell);
    }

    /** Which run of which build this is. A later try of the same step in the same build is the same. */
    static String owner(Run<?, ?> build, String cell) {
        String owner = "%s#%d@%s%s"
                .formatted(
                        build.getParent().getFullName(),
                        build.getNumber(),
                        Instant.ofEpochMilli(build.getStartTimeInMillis()),
                        cell.isEmpty() ? "" : "/" + Cell.words(cell));
        return owner.length() <= LONGEST_OWNER ? owner : RunName.slug(owner);
    }
}
