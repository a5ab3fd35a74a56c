package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which Java runs the trainer: the JDK tool that was asked for, else JAVA_HOME of the environment, else the agent's own. In
 * a container that has none of these, JAVA_HOME and PATH of the container itself. Every one is asked for its version
 * where the trainer is going to run.
 */
record JavaCommand(
        AgentDescription agent, FilePath workspace, Scratch scratch, JavaVersion version, TaskListener listener) {

    static JavaCommand on(
            FilePath workspace, Scratch scratch, EnvVars environment, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        return new JavaCommand(
                AgentDescription.of(workspace),
                workspace,
                scratch,
                new JavaVersion(workspace, environment, launcher),
                listener);
    }

    /**
     * The program {@code java}.
     *
     * @param tool the name of a JDK tool; empty: none was asked for
     * @throws AbortException if there is no such tool, or no Java that can run the trainer; the message names all that were
     *     tried
     */
    String find(String tool) throws IOException, InterruptedException {
        if (!tool.isEmpty()) {
            String home = new JavaTool(tool).home(workspace, version.environment(), listener);
            return version.require(agent.javaBelow(home));
        }
        Optional<String> home =
                Optional.ofNullable(version.environment().get("JAVA_HOME")).filter(value -> !value.isBlank());
        if (home.isPresent() && !isForTheAgentOnly(home.get())) {
            return version.require(agent.javaBelow(home.get()));
        }
        return firstThatRuns();
    }

    /** A JAVA_HOME that a node was given, and that is not there in the container in which the steps run. */
    private boolean isForTheAgentOnly(String home) throws IOException, InterruptedException {
        String java = agent.javaBelow(home);
        boolean only = workspace.child(java).exists() && !version.of(java).runs();
        if (only) {
            listener.getLogger()
                    .println(
                            "JAVA_HOME names %s, which is on the agent and cannot be run here; looking for another Java"
                                    .formatted(home));
        }
        return only;
    }

    private String firstThatRuns() throws IOException, InterruptedException {
        List<String> refusals = new ArrayList<>();
        for (String java : candidates()) {
            JavaVersion.Answer answer = version.of(java);
            if (answer.isNewEnough()) {
                return java;
            }
            refusals.add(answer.refusal());
        }
        throw new AbortException(
                ("The trainer needs Java %d or later, and found none. Tried: %s. Name a JDK tool by `java`, set "
                                + "JAVA_HOME, or use an image that has Java.")
                        .formatted(JavaVersion.OLDEST, String.join("; ", refusals)));
    }

    /** Asked for one after the other, since what runs in a container is only known there. */
    private Set<String> candidates() throws IOException, InterruptedException {
        Set<String> candidates = new LinkedHashSet<>();
        candidates.add(agent.javaBelow(agent.javaHome()));
        candidates.addAll(agent.unix() ? whereItRuns() : List.of("java"));
        return candidates;
    }

    /** What JAVA_HOME and PATH of the place itself lead to. */
    private List<String> whereItRuns() throws IOException, InterruptedException {
        FilePath script = scratch.script("find-java");
        script.act(new WriteFile("""
            { set +x +e; } 2>/dev/null
            for java in "$JAVA_HOME/bin/java" "`command -v java 2>/dev/null`"; do
              if [ -x "$java" ]; then echo "train-model-java:$java"; fi
            done
            """.getBytes(StandardCharsets.UTF_8)));
        String mark = "train-model-java:";
        return version.output("sh", script.getRemote())
                .lines()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }
}
