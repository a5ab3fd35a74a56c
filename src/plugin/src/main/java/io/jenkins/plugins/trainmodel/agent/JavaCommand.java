package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.JDK;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Which Java runs the trainer: the JDK tool that was asked for, else JAVA_HOME, else the agent's own. */
final class JavaCommand {
    static final int OLDEST = 17;

    private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?(\\d+)");
    private static final int SECONDS = 60;
    private static final int LONGEST_ANSWER = 500;

    private JavaCommand() {}

    /**
     * The path of the program {@code java} on the agent.
     *
     * @param tool the name of a JDK tool; empty: none was asked for
     * @throws AbortException if there is no such tool, or its Java cannot run the trainer
     */
    static String find(String tool, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        AgentDescription agent = AgentDescription.of(workspace);
        String home = tool.isEmpty()
                ? Optional.ofNullable(environment.get("JAVA_HOME"))
                        .filter(value -> !value.isBlank())
                        .orElse(agent.javaHome())
                : homeOf(tool, workspace, environment, listener);
        String separator = agent.unix() ? "/" : "\\";
        String java = home + separator + "bin" + separator + (agent.unix() ? "java" : "java.exe");
        check(java, version(java, environment, launcher));
        return java;
    }

    private static String homeOf(String tool, FilePath workspace, EnvVars environment, TaskListener listener)
            throws IOException, InterruptedException {
        JDK jdk = Jenkins.get().getJDK(tool);
        Node node = Optional.ofNullable(workspace.toComputer())
                .map(computer -> computer.getNode())
                .orElseThrow(() -> new AbortException("The agent is gone"));
        if (jdk == null) {
            String known = Jenkins.get().getJDKs().stream().map(JDK::getName).collect(Collectors.joining(", "));
            throw new AbortException("There is no JDK tool \"%s\"; there %s"
                    .formatted(tool, known.isEmpty() ? "are none" : "are: " + known));
        }
        String home = jdk.forNode(node, listener).forEnvironment(environment).getHome();
        return Optional.ofNullable(home)
                .orElseThrow(() -> new AbortException("The JDK tool \"%s\" has no home on this agent".formatted(tool)));
    }

    private static String version(String java, EnvVars environment, Launcher launcher)
            throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            launcher.launch()
                    .cmds(java, "-version")
                    .envs(environment)
                    .quiet(true)
                    .stdout(answer)
                    .stderr(answer)
                    .start()
                    .joinWithTimeout(SECONDS, TimeUnit.SECONDS, new StreamTaskListener(answer, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AbortException("The trainer needs Java %d or later, and %s cannot be run: %s"
                    .formatted(OLDEST, java, e.getMessage()));
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    static void check(String java, String answer) throws AbortException {
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            String shown = Arrays.stream(answer.split("\\R")).limit(3).collect(Collectors.joining(" "));
            throw new AbortException("The trainer needs Java %d or later, and %s -version said: %s"
                    .formatted(OLDEST, java, shown.substring(0, Math.min(shown.length(), LONGEST_ANSWER))));
        }
        if (version.group(1).length() < 2 || Integer.parseInt(version.group(1)) < OLDEST) {
            throw new AbortException(("The trainer needs Java %d or later, and %s is Java %s. "
                            + "Name a newer JDK tool by `java`, or set JAVA_HOME.")
                    .formatted(OLDEST, java, version.group(1)));
        }
    }
}
