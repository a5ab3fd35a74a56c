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
import java.util.Optional;
import org.jenkinsci.plugins.workflow.flow.StashManager;

/**
 * Keeps a run's newest checkpoint where other agents can get it, as Pipeline's own stashes are kept: until the build ends.
 * Two stashes take turns, since the agent may die while one is written.
 *
 * @param name of the stashes, without their number
 * @param pointer a file on the controller that names the newest complete stash and its checkpoint
 */
public record CheckpointStash(
        AgentRun agent, Run<?, ?> build, Launcher launcher, EnvVars environment, String name, Path pointer) {

    /** What was stashed last. */
    private record Newest(String stash, String checkpoint) {}

    /** Stashes the checkpoint with what else a run needs to go on. */
    public void put(String checkpoint) throws IOException, InterruptedException {
        put(checkpoint, Optional.empty());
    }

    /** Stashes the newest checkpoint with what else a run needs to go on, and the best one where there is another. */
    public void put(String checkpoint, Optional<String> best) throws IOException, InterruptedException {
        String files = "events.jsonl,spec.json,checkpoints/" + checkpoint + "/**"
                + best.map(name -> ",checkpoints/" + name + "/**").orElse("");
        boolean second = newest().filter(known -> known.stash().endsWith("-1")).isPresent();
        String stash = name + (second ? "-2" : "-1");
        StashManager.stash(
                build, stash, agent.directory(), launcher, environment, TaskListener.NULL, files, null, false, false);
        if (!agent.directory().child("checkpoints/" + checkpoint).exists()) {
            throw new IOException("checkpoint " + checkpoint + " was removed while it was stashed");
        }
        Files.createDirectories(Objects.requireNonNull(pointer.getParent()));
        DurableFiles.write(pointer, (stash + " " + checkpoint).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether what was put last is of a later checkpoint than this one: an earlier try has come further elsewhere. */
    public boolean isNewerThan(long checkpoint) throws IOException {
        return newest().filter(known -> Long.parseLong(known.checkpoint()) > checkpoint)
                .isPresent();
    }

    /** Fetches what was put last in this build; false if nothing was. */
    public boolean fetch() throws IOException, InterruptedException {
        Optional<Newest> newest = newest();
        if (newest.isPresent()) {
            StashManager.unstash(
                    build, newest.get().stash(), agent.directory(), launcher, environment, TaskListener.NULL);
        }
        return newest.isPresent();
    }

    /** Nobody is to go on from what was put: the run is over, and the next of its name is another one. */
    public void forget() throws IOException {
        Files.deleteIfExists(pointer);
    }

    private Optional<Newest> newest() throws IOException {
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        String[] words = Files.readString(pointer).split(" ");
        return words.length == 2 && isCheckpoint(words[1])
                ? Optional.of(new Newest(words[0], words[1]))
                : Optional.empty();
    }

    /** Tells whether a word that an agent sent is the name of a checkpoint and nothing else. */
    public static boolean isCheckpoint(String word) {
        return word.matches("[0-9]{1,12}");
    }
}
