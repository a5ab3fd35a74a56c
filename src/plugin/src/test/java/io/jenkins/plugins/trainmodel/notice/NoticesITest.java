package io.jenkins.plugins.trainmodel.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Slave;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.trainmodel.delivery.LoopbackServer;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.step.Digits;
import io.jenkins.plugins.trainmodel.webhook.Webhook;
import io.jenkins.plugins.trainmodel.webhook.WebhookConfiguration;
import io.jenkins.trainmodel.stop.Outcome;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One Jenkins with one agent; who waits for a training is told of it, however it ends. */
@WithJenkins
@Timeout(240)
class NoticesITest {
    private static final Path PIPELINE = Path.of("../../docs/examples/pipelines/notify.jenkinsfile");
    private static final String SPECIFICATION = "docs/examples/digits/train.yaml";
    /** Yesterday's loss was too good to be reached, and anything is better than that accuracy. */
    private static final String GATES = """

            reference: yesterday.csv
            gates:
              - {metric: validation/accuracy, atLeast: 0.15}
              - {metric: validation/loss, noWorseThan: reference, within: 2%}
            """;

    private static final String SECRET = "between us";
    private static final ArrivedChecks CHECKS = new ArrivedChecks();

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @BeforeEach
    void forget() {
        CHECKS.forget();
    }

    /** As a checkout would do. */
    private static WorkflowJob job(String name, String script, String specification) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        FilePath workspace =
                ((Slave) jenkins.jenkins.getNode("gpu")).getWorkspaceRoot().child(name);
        workspace.child(SPECIFICATION).write(specification, "UTF-8");
        workspace.child(SPECIFICATION).sibling("yesterday.csv").write("epoch,validation/loss\n1,0.000123\n", "UTF-8");
        return job;
    }

    @Test
    void shouldTellMailsLaterStepsListenersChecksAndOtherServers() throws Exception {
        try (Mailbox mailbox = new Mailbox();
                LoopbackServer server = new LoopbackServer(LoopbackServer.answer(503), LoopbackServer.answer(200))) {
            mailbox.connect(jenkins.jenkins);
            send(server);
            WorkflowJob job = job("told", Files.readString(PIPELINE), Digits.specification("maxEpochs: 3") + GATES);

            WorkflowRun build = jenkins.buildAndAssertStatus(Result.UNSTABLE, job);

            String page = jenkins.getURL() + build.getUrl() + "train-model/digits/";
            jenkins.assertLogContains("The training is unstable: Stopped after epoch 3 of 3: maxEpochs", build);
            List<MimeMessage> mails = mailbox.await(2);
            NightlyMail.assertPlain(mails.get(0), page);
            NightlyMail.assertRich(mails.get(1), page);
            CHECKS.assertBegunAndUnstable(page);
            ArrivedReport.assertSignedAndSentTwice(server, page, SECRET);
            assertSaid(build, "answered 503; sent again after 5 s", "answered 200: arrived");
            assertHeard(build);
        }
    }

    private static void send(LoopbackServer server) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "hook", "", Secret.fromString(SECRET)));
        Webhook hook = new Webhook(server.url("/s3cret"));
        hook.setSecretId("hook");
        WebhookConfiguration.get().setPrivateAddressesAllowed(true);
        WebhookConfiguration.get().setWebhooks(List.of(hook));
    }

    private static void assertSaid(WorkflowRun build, String... words) throws Exception {
        WebhookConfiguration.get().setWebhooks(List.of());
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            String said = "";
            for (int tries = 0; tries < 100 && !said.contains(words[words.length - 1]); tries++) {
                TimeUnit.MILLISECONDS.sleep(100);
                HtmlPage page = browser.goTo(build.getUrl() + "train-model/digits/");
                said = page.getElementById("deliveries").asNormalizedText();
            }
            assertThat(said).contains(words).doesNotContain("s3cret");
        }
    }

    private static void assertHeard(WorkflowRun build) throws InterruptedException {
        NightWatch watch = ExtensionList.lookupSingleton(NightWatch.class);
        for (int tries = 0; tries < 100 && watch.heard().size() < 6; tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(watch.heard()).hasSize(6);
        assertThat(watch.heard().get(0)).isEqualTo("digits began in " + build.getFullDisplayName());
        assertThat(watch.heard().subList(1, 4))
                .allMatch(line -> line.matches("epoch [1-3]: loss [0-9].*"))
                .doesNotHaveDuplicates();
        assertThat(watch.heard().get(4)).startsWith("of 2 gates failed: ").contains("loss");
        assertThat(watch.heard().get(5)).startsWith("digits is unstable: maxEpochs");
    }

    /** The next steps need no {@code script} and no caught error, and nothing was started. */
    @Test
    void shouldTellOfASpecificationThatCannotBeUsed() throws Exception {
        WorkflowJob job = job("refused", """
            pipeline {
              agent { label 'gpu' }
              stages { stage('Train') { steps { trainModel spec: '%s' } } }
              post { always { echo "${TRAINING_RESULT} because: ${TRAINING_REASON} (${currentBuild.result})" } }
            }\
            """.formatted(SPECIFICATION), Digits.specification("maxEpoch: 3"));

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("failure because: The specification has a problem: " + SPECIFICATION + ":", build);
        jenkins.assertLogContains("did you mean `maxEpochs`? (FAILURE)", build);
        CHECKS.assertRefused(
                SPECIFICATION, Digits.specification("maxEpoch: 3"), "maxEpoch: 3", "did you mean `maxEpochs`?");
    }

    /** Jenkins's own notifications and later steps see what has become of a run while its build goes on. */
    @Test
    void shouldTellLaterStepsOfSeveralRunsAndSetTheBuildsResultBefore() throws Exception {
        WorkflowJob job = job("several", """
            node('gpu') {
              catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') {
                trainModel spec: '%1$s', name: 'first', stopWhen: [maxEpochs(epochs: 1, outcome: 'failure')]
              }
              echo "then ${TRAINING_RUN} ${TRAINING_RESULT} ${currentBuild.result}"
              trainModel spec: '%1$s', name: 'last night', stopWhen: [maxEpochs(epochs: 1, outcome: 'unstable')]
              echo "then ${env.TRAINING_RUN} ${env.TRAINING_RESULT} ${currentBuild.result} first ${env.TRAINING_FIRST_RESULT}"
              sh 'echo "a shell reads $TRAINING_RESULT after $TRAINING_EPOCHS epochs at $TRAINING_URL"'
            }\
            """.formatted(SPECIFICATION), Digits.specification("maxEpochs: 3"));

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.UNSTABLE, job);

        jenkins.assertLogContains("then first failure null", build);
        jenkins.assertLogContains("then last night unstable UNSTABLE first failure", build);
        jenkins.assertLogContains(
                "a shell reads unstable after 1 epochs at " + jenkins.getURL() + build.getUrl(), build);
    }

    /** What a run says comes from an agent, and is hostile. */
    @Test
    void shouldEscapeWhatARunSaysInTokensAndVariables() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("hostile"));
        SampleRun sample = new SampleRun("night \"<b>", 5).epochs(1, 12);
        TrainedRun run = sample.enter(build);
        String reason = "<script>alert('x')</script> @all ${BUILD_TAG} *stars*\u001b[31m\nand a line";
        sample.end(build, run, 12, Outcome.FAILURE, reason);

        assertThat(expand(build, "${TRAINING, part=\"reason\", format=\"html\"}"))
                .startsWith("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; @all ${BUILD_TAG}");
        assertThat(expand(build, "${TRAINING, part=\"reason\", escapeHtml=true}"))
                .startsWith("&lt;script&gt;");
        assertThat(expand(build, "${TRAINING, part=\"reason\", format=\"markdown\"}"))
                .startsWith("&lt;script&gt;alert\\('x'\\)&lt;/script&gt; &#64;all")
                .contains("\\*stars\\*");
        assertThat(expand(build, "${TRAINING, part=\"reason\"}"))
                .startsWith("<script>alert('x')</script>")
                .doesNotContain("\n", "\u001b");
        assertThat(expand(build, "${TRAINING, part=\"curve\"}")).startsWith("<img src=\"data:image/png;base64,iVBOR");
        assertThat(expand(build, "${TRAINING, run=\"night \\\"<b>\", metric=\"validation/loss\"}"))
                .matches("0\\.[0-9]+");
        assertThat(expand(build, "${TRAINING, run=\"other\"}"))
                .isEqualTo("No training of this name has ended in this build.");
        assertThat(build.getEnvironment(TaskListener.NULL))
                .containsEntry("TRAINING_RESULT", "failure")
                .containsEntry("TRAINING_EPOCHS", "12")
                .hasEntrySatisfying(
                        "TRAINING_REASON",
                        value -> assertThat(value).contains("\uFF04{BUILD_TAG}").doesNotContain("hostile", "\n"));
        assertThatThrownBy(() -> expand(build, "${TRAINING, part=\"weather\"}"))
                .isInstanceOf(MacroEvaluationException.class)
                .rootCause()
                .hasMessageContaining("part: found \"weather\"; allowed: summary, ");
    }

    private static String expand(Run<?, ?> build, String text) throws Exception {
        return TokenMacro.expand(build, null, TaskListener.NULL, text);
    }

    /** Takes checks as a forge would. */
    @TestExtension
    public static final class Forge extends ChecksPublisherFactory {
        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(CHECKS);
        }
    }
}
