package io.jenkins.plugins.trainmodel.agent;

import hudson.EnvVars;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.flow.StashManager;

/**
 * Keeps a run's newest checkpoint where other agents can get it, as Pipeline's own stashes are kept: until the build ends,
 * or longer if the job preserves stashes. Two stashes take turns, since the agent may die while one is written.
 *
 * @param name of the stashes, without their number
 * @param pointer a file on the controller that names the newest complete stash
 */
public record CheckpointStash(
        AgentRun agent, Run<?, ?> build, Launcher launcher, EnvVars environment, String name, Path pointer) {

    /** Stashes the checkpoint with what else a run needs to go on. */
    public void put(String checkpoint) throws IOException, InterruptedException {
        String files = "events.jsonl,spec.json,checkpoints/" + checkpoint + "/**";
        String stash = name + (newest().endsWith("-1") ? "-2" : "-1");
        StashManager.stash(
                build, stash, agent.directory(), launcher, environment, TaskListener.NULL, files, null, false, false);
        if (!agent.directory().child("checkpoints/" + checkpoint).exists()) {
            throw new IOException("checkpoint " + checkpoint + " was removed while it was stashed");
        }
        Files.createDirectories(Objects.requireNonNull(pointer.getParent()));
        DurableFiles.write(pointer, stash.getBytes(StandardCharsets.UTF_8));
    }

    /** Fetches what was put last in this build; false if nothing was. */
    public boolean fetch() throws IOException, InterruptedException {
        String stash = newest();
        if (stash.isEmpty()) {
            return false;
        }
        StashManager.unstash(build, stash, agent.directory(), launcher, environment, TaskListener.NULL);
        return true;
    }

    private String newest() throws IOException {
        return Files.exists(pointer) ? Files.readString(pointer) : "";
    }

    /** Tells whether a word that an agent sent is the name of a checkpoint and nothing else. */
    public static boolean isCheckpoint(String word) {
        return word.matches("[0-9]{1,12}");
    }
}
