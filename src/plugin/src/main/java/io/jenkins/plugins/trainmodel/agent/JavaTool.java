package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.JDK;
import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** A JDK that is configured in Jenkins under a name. */
record JavaTool(String name) {

    /**
     * Its directory on the workspace's agent; installed there where the tool says how.
     *
     * @throws AbortException if there is no such tool, or it has no home there
     */
    String home(FilePath workspace, EnvVars environment, TaskListener listener)
            throws IOException, InterruptedException {
        JDK jdk = Jenkins.get().getJDK(name);
        if (jdk == null) {
            String known = Jenkins.get().getJDKs().stream().map(JDK::getName).collect(Collectors.joining(", "));
            throw new AbortException(
                    known.isEmpty()
                            ? "There is no JDK tool \"%s\"; there are none".formatted(name)
                            : "There is no JDK tool \"%s\"; there are: %s".formatted(name, known));
        }
        Node node = Optional.ofNullable(workspace.toComputer())
                .map(computer -> computer.getNode())
                .orElseThrow(() -> new AbortException("The agent is gone"));
        String home = jdk.forNode(node, listener).forEnvironment(environment).getHome();
        return Optional.ofNullable(home)
                .filter(path -> !path.isBlank())
                .orElseThrow(() -> new AbortException("The JDK tool \"%s\" has no home on this agent".formatted(name)));
    }
}
