package io.jenkins.plugins.trainmodel.notice;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.webhook.Webhook;
import io.jenkins.plugins.trainmodel.webhook.WebhookConfiguration;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A Jenkins that has none of the plugins that are optional, nor any that needs them. */
@Timeout(200)
class WithoutOptionalPluginsITest {
    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            .withTimeout(180)
            .omitPlugins(
                    "checks-api",
                    "credentials",
                    "credentials-binding",
                    "email-ext",
                    "junit",
                    "mailer",
                    "pipeline-input-step",
                    "pipeline-model-definition",
                    "pipeline-model-extensions",
                    "plain-credentials",
                    "ssh-credentials",
                    "token-macro",
                    "workflow-basic-steps");

    @Test
    void shouldDoAllButWhatNeedsThem() throws Throwable {
        controller.then(WithoutOptionalPluginsITest::trainAndLook);
    }

    private static void trainAndLook(JenkinsRule jenkins) throws Throwable {
        assertThat(jenkins.jenkins.getPluginManager().getPlugin("token-macro")).isNull();
        assertThat(jenkins.jenkins.getPluginManager().getFailedPlugins()).isEmpty();
        WebhookConfiguration.get().setWebhooks(List.of(new Webhook("https://hooks.example.invalid/")));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        SampleRun sample = new SampleRun("digits", 3).epochs(1, 2);
        TrainedRun run = sample.enter(build);

        sample.end(build, run, 2, Outcome.UNSTABLE);

        assertThat(TrainingBuildAction.of(build).find(run.getId()).orElseThrow().getState())
                .isEqualTo("unstable");
        assertThat(build.getEnvironment(TaskListener.NULL)).containsEntry("TRAINING_RESULT", "unstable");
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            assertThat(browser.goTo(build.getUrl() + "train-model/digits/").asNormalizedText())
                    .contains("digits");
            assertThat(browser.goTo("manage/configure").asNormalizedText())
                    .contains("reports of finished runs", "model registry");
        }
    }
}
