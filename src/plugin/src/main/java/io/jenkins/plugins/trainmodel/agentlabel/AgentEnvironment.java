package io.jenkins.plugins.trainmodel.agentlabel;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/** The variables that a held agent gives to what runs there, as {@code node} gives them. */
public final class AgentEnvironment {
    private AgentEnvironment() {}

    /**
     * The variables of the workspace's agent.
     *
     * @throws IOException if the agent is away
     */
    public static EnvVars of(FilePath workspace, TaskListener listener) throws IOException, InterruptedException {
        Computer computer = Optional.ofNullable(workspace.toComputer())
                .orElseThrow(() -> new IOException(Messages.AgentEnvironment_away(workspace.getRemote())));
        EnvVars variables = computer.getEnvironment();
        variables.overrideExpandingAll(computer.buildEnvironment(listener));
        variables.put("NODE_NAME", computer.getName().isEmpty() ? "built-in" : computer.getName());
        variables.put("NODE_LABELS", labels(computer));
        variables.put("WORKSPACE", workspace.getRemote());
        Optional.ofNullable(WorkspaceList.tempDir(workspace))
                .ifPresent(beside -> variables.put("WORKSPACE_TMP", beside.getRemote()));
        return variables;
    }

    private static String labels(Computer computer) {
        return Optional.ofNullable(computer.getNode()).map(Node::getAssignedLabels).stream()
                .flatMap(labels -> labels.stream())
                .map(Label::getName)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
