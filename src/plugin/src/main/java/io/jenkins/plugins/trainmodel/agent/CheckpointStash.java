package io.jenkins.plugins.trainmodel.agent;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final String IN_WORKSPACE = " workspace";

    /** By which a watched run goes on, below its directory; what the program itself needs is its checkpoint. */
    private static final List<String> PROGRAM_FILES =
            List.of("events.jsonl", "spec.json", "watch/metrics.jsonl", "watch/before.json");

    /**
     * What was stashed last.
     *
     * @param inWorkspace whether its paths are relative to the workspace, not to the run directory
     */
    private record Newest(String stash, String checkpoint, boolean inWorkspace) {
        private String line() {
            return stash + " " + checkpoint + (inWorkspace ? IN_WORKSPACE : "");
        }
    }

    /** Stashes the checkpoint with what else a run needs to go on. */
    public void put(String checkpoint) throws IOException, InterruptedException {
        put(checkpoint, Optional.empty());
    }

    /** Stashes the newest checkpoint with what else a run needs to go on, and the best one where there is another. */
    public void put(String checkpoint, Optional<String> best) throws IOException, InterruptedException {
        String files = "events.jsonl,spec.json,checkpoints/" + checkpoint + "/**"
                + best.map(name -> ",checkpoints/" + name + "/**").orElse("");
        put(agent.directory(), files, "checkpoints/" + checkpoint, new Newest(next(), checkpoint, false));
    }

    /**
     * Stashes what a program has saved, with what else its run needs to go on.
     *
     * @return why it could not travel, so that what was put last stays; empty where it has
     */
    public Optional<String> put(ProgramCheckpoint checkpoint) throws IOException, InterruptedException {
        Optional<String> obstacle = checkpoint.obstacle();
        if (obstacle.isEmpty()) {
            obstacle = Optional.of(agent.workspace().act(new CheckpointTravel(checkpoint.path())))
                    .filter(why -> !why.isEmpty());
        }
        if (obstacle.isEmpty()) {
            stash(checkpoint);
        }
        return obstacle;
    }

    private void stash(ProgramCheckpoint checkpoint) throws IOException, InterruptedException {
        String path = checkpoint.path();
        String files = Stream.concat(
                        PROGRAM_FILES.stream().map(file -> directory() + "/" + file), Stream.of(path, path + "/**"))
                .collect(Collectors.joining(","));
        put(agent.workspace(), files, path, new Newest(next(), Long.toString(checkpoint.step()), true));
    }

    /** The run directory within the workspace. */
    private String directory() {
        return agent.directory()
                .getRemote()
                .substring(agent.workspace().getRemote().length())
                .replace('\\', '/')
                .replaceFirst("^/+", "");
    }

    private String next() throws IOException {
        boolean second = newest().filter(known -> known.stash().endsWith("-1")).isPresent();
        return name + (second ? "-2" : "-1");
    }

    /** @param needed without which the rest is worth nothing */
    private void put(FilePath from, String files, String needed, Newest stashed)
            throws IOException, InterruptedException {
        StashManager.stash(
                build, stashed.stash(), from, launcher, environment, TaskListener.NULL, files, null, false, false);
        if (!from.child(needed).exists()) {
            throw new IOException("checkpoint " + stashed.checkpoint() + " was removed while it was stashed");
        }
        Files.createDirectories(Objects.requireNonNull(pointer.getParent()));
        DurableFiles.write(pointer, stashed.line().getBytes(StandardCharsets.UTF_8));
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
            FilePath into = newest.get().inWorkspace() ? agent.workspace() : agent.directory();
            StashManager.unstash(build, newest.get().stash(), into, launcher, environment, TaskListener.NULL);
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
        boolean inWorkspace = words.length == 3 && words[2].equals(IN_WORKSPACE.strip());
        return (words.length == 2 || inWorkspace) && isCheckpoint(words[1])
                ? Optional.of(new Newest(words[0], words[1], inWorkspace))
                : Optional.empty();
    }

    /** Tells whether a word that an agent sent is the name of a checkpoint and nothing else. */
    public static boolean isCheckpoint(String word) {
        return word.matches("[0-9]{1,12}");
    }
}
