package io.jenkins.plugins.trainmodel.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.model.Slave;
import hudson.util.Secret;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What people give as a command, the steps that they put around it, and what is left of it. */
@WithJenkins
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class CommandITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    void shouldRunTheCommandAsItIsWrittenWithTheVariablesOfTheSteps() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 2", """
            writeFile file: 'a tool/say it', text: '#!/bin/sh\\nprintf "<%s>" "$@"; echo'
            sh 'chmod +x "a tool/say it"'
            withEnv(['PATH+TOOL=' + pwd() + '/a tool', 'ODD=a "b" \\'c\\' $$HOME %PATH% \\\\n 损', 'TWO=one\\ntwo']) {
              echo "as sh has it: <${sh(script: 'printf %s "$ODD"', returnStdout: true)}>"
              trainModel spec: 'watch.yaml', command: '''
                'say it' "$ODD" 'two  words' "it's" \\\\\\\\ '$HOME' `echo "a  b"` | cat
                echo "$TWO" | while read line; do echo "line $line"; done
                sh train.sh
              '''
            }
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        String odd = jenkins.getLog(build)
                .lines()
                .filter(line -> line.startsWith("as sh has it: "))
                .findFirst()
                .orElseThrow()
                .substring("as sh has it: ".length());
        assertThat(odd).startsWith("<a \"b\" 'c' ").endsWith("HOME %PATH% \\n 损>");
        jenkins.assertLogContains("| " + odd + "<two  words><it's><\\><$HOME><a><b>", build);
        jenkins.assertLogContains("| line one", build);
        jenkins.assertLogContains("| line two", build);
    }

    /** The secret lies across the place where sentences are cut, and is longer than one. */
    @Test
    void shouldMaskASecretWhereverItStandsInALine() throws Exception {
        String secret = "s3cr3t".repeat(150);
        keep("long", secret);
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 2", """
            withCredentials([string(credentialsId: 'long', variable: 'TOKEN')]) {
              trainModel spec: 'watch.yaml', command: '''
                printf '%480s%s behind\\\\n' asks "$TOKEN"
                sh train.sh
              '''
            }
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("asks**** behind", build);
        jenkins.assertLogNotContains("s3cr3t", build);
    }

    /** A secret of several lines is masked in neither: Jenkins looks for it in a line. */
    @Test
    void shouldMaskWhatTheStepShMasks() throws Exception {
        keep("tabs", "with\ttabs\t7");
        keep("several", "first of 2\nsecond of 2");
        keep(new FileCredentialsImpl(
                CredentialsScope.GLOBAL, "file", "", "key.txt", SecretBytes.fromRawBytes("key".getBytes(UTF_8))));
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 2", """
            withCredentials([string(credentialsId: 'tabs', variable: 'TABS'), file(credentialsId: 'file', variable: 'FILE'),
                string(credentialsId: 'several', variable: 'SEVERAL')]) {
              writeFile file: 'show.sh', text: 'echo "tabs <$TABS> file <$FILE>"; echo "<$SEVERAL>"; cat "$FILE"; echo'
              sh 'sh show.sh | sed "s/^/by sh: /"'
              trainModel spec: 'watch.yaml', command: 'sh show.sh | sed "s/^/by it: /"; sh train.sh'
            }
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        List<String> shown = shown(build, "by it: ");
        assertThat(shown)
                .containsExactly("tabs <****> file <****>", "<first of 2", "second of 2>", "key")
                .isEqualTo(shown(build, "by sh: "));
    }

    private static List<String> shown(WorkflowRun build, String mark) throws Exception {
        return JenkinsRule.getLog(build)
                .lines()
                .filter(line -> line.replace("[own] | ", "").startsWith(mark))
                .map(line -> line.substring(line.indexOf(mark) + mark.length()))
                .toList();
    }

    private static void keep(String id, String secret) {
        keep(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(secret)));
    }

    private static void keep(Credentials credentials) {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
    }

    @Test
    void shouldShowAsTextToReadWhatIsPrintedForATerminal() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 2", """
            trainModel spec: 'watch.yaml', command: '''
              printf '\\\\033[31mred\\\\033[0m and \\\\033[1mbold\\\\033[0m\\\\n'
              step=0
              while [ "$step" -lt 300 ]; do step=$((step + 1)); printf '\\\\r%s of 300' "$step"; sleep 0.01; done
              echo
              sh train.sh
            '''
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("[own] | red and bold", build);
        assertThat(JenkinsRule.getLog(build).lines().filter(line -> line.matches("\\[own] \\| .* of 300")))
                .containsExactly("[own] | 300 of 300");
        assertThat(build.getArtifactsDir().toPath().resolve("train-model/own/output.log"))
                .content()
                .contains("\u001b[31mred\u001b[0m and \u001b[1mbold\u001b[0m\n300 of 300\n");
    }

    @Test
    void shouldSayWhichPatternsMatchNothingAndKeepWhatOthersMatch() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 2", """
            writeFile file: 'watch.yaml', text: readFile('watch.yaml').replace("['out/**']", "['none/*.pt', 'out/**']")
            trainModel spec: 'watch.yaml', command: 'sh train.sh'
            writeFile file: 'watch.yaml', text: readFile('watch.yaml').replace(", 'out/**'", '')
            def run = trainModel spec: 'watch.yaml', command: 'sh train.sh', name: 'nothing'
            echo "${run.outcome} <${run.modelPath}>"
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("[own] warning: no file below ", build);
        jenkins.assertLogContains("matches none/*.pt, so nothing of it is kept", build);
        jenkins.assertLogContains("success <>", build);
        assertThat(EndlessTraining.artifacts(build))
                .contains("train-model/own/model/artifacts/out/weights.txt")
                .noneMatch(path -> path.startsWith("train-model/nothing/model"));
    }

    /**
     * The time counts from the beginning of the step, and on a busy machine the command begins long behind it. In tests Pipeline
     * ends a step by force that has not ended 5 s behind its time; the run still comes to its own end.
     */
    @Test
    void shouldEndTheCommandByTheStepTimeout() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 100000", """
            timeout(time: 45, unit: 'SECONDS') { trainModel spec: 'watch.yaml', command: 'sh train.sh; echo "exports"' }
            """);
        ProcessHandle program = OwnTraining.process(workspace(build));
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        EndlessTraining.awaitEnd(build, "own");

        assertThat(program.isAlive()).isFalse();
        jenkins.assertLogContains("| exports", build);
        assertThat(EndlessTraining.end(build)).startsWith("aborted: ").doesNotContain("killed");
        assertThat(build.getAction(TrainingBuildAction.class).getRuns()).hasSize(1);
        assertThat(EndlessTraining.artifacts(build)).contains("train-model/own/model/artifacts/out/end.txt");
    }

    /** The command leaves so much beside its own script that its removal takes longer than the end of a build. */
    @Test
    void shouldLeaveNothingBesideTheWorkspaceWhenTheStepHasEnded() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 4", """
            trainModel spec: 'watch.yaml', command: '''
              many="$(dirname "$0")/many"
              mkdir "$many"
              file=0
              while [ "$file" -lt 30000 ]; do : > "$many/$file"; file=$((file + 1)); done
              sh train.sh
            '''
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        Path workspace = workspace(build);
        assertThat(workspace.resolveSibling(workspace.getFileName() + "@tmp"))
                .isDirectoryNotContaining("glob:{**/train-model-,**/durable-}*");
        assertThat(TrainerRecords.count(jenkins)).isZero();
    }

    private static Path workspace(WorkflowRun build) throws Exception {
        Path root = Path.of(((Slave) jenkins.jenkins.getNode("gpu")).getRemoteFS());
        Path workspace = root.resolve("workspace").resolve(build.getParent().getName());
        while (Files.notExists(workspace)) {
            Thread.sleep(50);
        }
        return workspace;
    }
}
