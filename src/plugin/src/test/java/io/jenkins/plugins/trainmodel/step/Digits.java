package io.jenkins.plugins.trainmodel.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipelines over the example that the repository brings along. */
public final class Digits {

    private Digits() {}

    static Path directory() {
        return Path.of("")
                .toAbsolutePath()
                .resolve("../../docs/examples/digits")
                .normalize();
    }

    /** The example's specification with these rules instead of its own, and its data by an absolute path. */
    public static String specification(String... rules) {
        try {
            String text = Files.readString(directory().resolve("train.yaml"));
            String data = directory().resolve("digits.csv").toString();
            String own = Stream.of(rules).map(rule -> "  - " + rule + "\n").collect(Collectors.joining());
            return text.replace("path: digits.csv", "path: '" + data + "'")
                    .replaceAll("(?s)stopWhen:\n.*?\n(?=checkpoint)", "stopWhen:\n" + own)
                    .replace("device: auto", "device: {type: cpu, threads: 1}");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Groovy that writes the specification into the workspace. */
    public static String write(String... rules) {
        return "writeFile file: 'train.yaml', text: '''" + specification(rules) + "'''\n";
    }

    /** A Pipeline of the documentation, which gets the repository copied where it asks for a checkout. */
    static String shipped(String name) throws IOException {
        String copy = "sh 'mkdir -p docs/examples; cp -r \"" + directory() + "\" docs/examples/'";
        return Files.readString(directory().resolveSibling("pipelines/" + name + ".jenkinsfile"))
                .replace("checkout scm", copy);
    }

    /** A job of a name that no other has, on the whole machine: trainers are found by it. */
    static WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "digits-" + UUID.randomUUID());
        job.setDefinition(pipeline(script));
        return job;
    }

    static CpsFlowDefinition pipeline(String script) throws Exception {
        return new CpsFlowDefinition(script, true);
    }
}
