package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.slaves.DumbSlave;
import hudson.util.Secret;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.trainmodel.run.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the trainer has in its environment is for it alone. */
@WithJenkins
class SecretsITest {
    private static final String SECRET = "s3cr3t-of-the-test";

    private static JenkinsRule jenkins;
    private static DumbSlave agent;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        agent = jenkins.createSlave("gpu", "gpu", null);
        jenkins.waitOnline(agent);
    }

    /** Looks while the trainer runs: what it has in its environment, and what lies in files meanwhile and afterwards. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldPassEnvironmentAndSecretsToTheTrainerAndNowhereElse() throws Exception {
        keepSecret();
        WorkflowJob job =
                Digits.job(jenkins, "node('gpu') {\n" + Digits.write("maxEpochs: 100000", "maxDuration: 10m") + """
                    withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {
                      withEnv(['JAVA_TOOL_OPTIONS=-Dtoken.of.the.test=1']) {
                        catchError(catchInterruptions: true) { trainModel spec: 'train.yaml' }
                      }
                    } }\
                    """);
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("epoch 2", build);
        Path workspace = Path.of(agent.getRemoteFS(), "workspace", job.getName());

        String environment = Files.readString(
                Path.of("/proc", Long.toString(Processes.trainer(build).pid()), "environ"),
                StandardCharsets.ISO_8859_1);
        assertThat(environment.split("\0")).contains("TOKEN=" + SECRET, "JAVA_TOOL_OPTIONS=-Dtoken.of.the.test=1");
        assertSecretInNoFile(workspace);
        assertSecretInNoFile(workspace.resolveSibling(workspace.getFileName() + "@tmp"));
        assertThat(workspace.resolve(".train-model/digits")).isDirectoryContaining("glob:**spec.json");

        LiveRuns.get().find(build, "digits").orElseThrow().ask("", new Command.Stop("ada"));
        jenkins.waitForCompletion(build);

        assertThat(build.getArtifactsDir().toPath().resolve("train-model/digits/console.txt"))
                .content()
                .contains("Picked up JAVA_TOOL_OPTIONS: -Dtoken.of.the.test=1");
        jenkins.assertLogNotContains(SECRET, build);
        assertSecretInNoFile(workspace);
        assertSecretInNoFile(build.getRootDir().toPath());
    }

    private static void keepSecret() throws IOException {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(SECRET)));
        SystemCredentialsProvider.getInstance().save();
    }

    private static void assertSecretInNoFile(Path directory) throws IOException {
        List<Path> read = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    assertThat(content(file)).as("%s", file).doesNotContain(SECRET);
                    read.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            /** A trainer that runs renames and removes files of its own meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }
        });
        assertThat(read).isNotEmpty();
    }

    /** What the file holds, byte by byte; nothing if it is gone meanwhile. */
    private static String content(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }
}
