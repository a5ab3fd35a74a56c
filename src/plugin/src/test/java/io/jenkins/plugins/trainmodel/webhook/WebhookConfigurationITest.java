package io.jenkins.plugins.trainmodel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.delivery.DeliveryLog;
import io.jenkins.plugins.trainmodel.delivery.DeliverySpool;
import io.jenkins.plugins.trainmodel.delivery.LoopbackServer;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithJenkinsConfiguredWithCode
@Timeout(300)
class WebhookConfigurationITest {

    /** One Jenkins for both: what is configured, and what follows from it. */
    @Test
    @ConfiguredWithCode("webhooks.yaml")
    void shouldBeConfiguredAndSendNothingToThisMachineUnlessAllowed(JenkinsConfiguredWithCodeRule jenkins)
            throws Exception {
        jenkins.configRoundtrip();
        assertConfigured(jenkins);
        assertObeyed(jenkins);
    }

    private static void assertConfigured(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        WebhookConfiguration configuration = WebhookConfiguration.get();
        assertThat(configuration.isPrivateAddressesAllowed()).isFalse();
        assertThat(configuration.getWebhooks())
                .extracting(Webhook::getUrl, Webhook::getSecretId)
                .containsExactly(tuple("https://example.org/trainings", "reports"));
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains("trainModelWebhooks:")
                .contains("secretId: \"reports\"");
        assertThat(new WebhookConfiguration().getWebhooks()).hasSize(1);
        assertThatThrownBy(() -> new Webhook("ftp://example.org/")).hasMessageContaining("url: found");
        Webhook.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(Webhook.DescriptorImpl.class);
        assertThat(form.doCheckUrl("http://example.org").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(form.doCheckUrl("somewhere").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    private static void assertObeyed(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        try (LoopbackServer server = new LoopbackServer(LoopbackServer.answer(200))) {
            Webhook unsigned = new Webhook(server.url("/"));
            WebhookConfiguration.get().setWebhooks(List.of(unsigned));
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());

            end(build, "one");
            assertThat(awaitLines(build, "one"))
                    .extracting(DeliveryLog.Line::words)
                    .containsExactly("not sent: 127.0.0.1 is at 127.0.0.1, which is no public address,"
                            + " and the global configuration allows no other");
            assertThat(server.isQuiet()).isTrue();

            WebhookConfiguration.get().setPrivateAddressesAllowed(true);
            unsigned.setSecretId("forgotten");
            end(build, "two");
            assertThat(awaitLines(build, "two"))
                    .extracting(DeliveryLog.Line::words)
                    .containsExactly("not sent, since there is no secret text \"forgotten\" to sign it with");
            assertThat(server.isQuiet()).isTrue();

            unsigned.setSecretId("");
            end(build, "three");
            assertThat(new String(server.take().body(), StandardCharsets.UTF_8))
                    .contains("\"name\":\"three\"", "\"outcome\":\"failure\"");
            // Its answer may still be on the way; only then is it no more among what is to be sent.
            assertThat(awaitLines(build, "three")).hasSize(1);

            new DeliverySpool(jenkins.jenkins.getRootDir().toPath().resolve("train-model/webhooks"))
                    .add(new Delivery("left", unsigned.getUrl(), "gone", 1, "digits", "/", 2, 0), new byte[] {'{', '}'
                    });
            ExtensionList.lookupSingleton(Deliveries.Resumption.class).onLoaded();
            assertThat(server.take().headers())
                    .as("what Jenkins had not sent when it ended, and whose build is gone")
                    .contains(entry("X-Train-Model-Delivery", "left"), entry("X-Train-Model-Attempt", "3"));
        }
    }

    private static void end(FreeStyleBuild build, String name) throws Exception {
        SampleRun sample = new SampleRun(name, 3).epochs(1, 2);
        TrainedRun run = sample.enter(build);
        sample.end(build, run, 2, Outcome.FAILURE);
    }

    private static List<DeliveryLog.Line> awaitLines(FreeStyleBuild build, String run) throws InterruptedException {
        for (int tries = 0; tries < 100 && DeliveryLog.of(build, run).isEmpty(); tries++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return DeliveryLog.of(build, run);
    }
}
