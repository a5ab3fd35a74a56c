package io.jenkins.plugins.trainmodel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

@WithJenkinsConfiguredWithCode
class TrainingConfigurationITest {

    /** One Jenkins for all: what is configured, what is exported, and what its form makes of it. */
    @Test
    @ConfiguredWithCode("configuration.yaml")
    void shouldBeConfiguredByCodeAndSurviveItsForm(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        assertConfigured(TrainingConfiguration.get());
        assertExported();

        jenkins.configRoundtrip();

        assertConfigured(TrainingConfiguration.get());
        TrainingConfiguration loaded = new TrainingConfiguration();
        assertThat(loaded.getSlowestPollSeconds()).isEqualTo(30);
    }

    private static void assertConfigured(TrainingConfiguration configuration) {
        assertThat(configuration.getGrace()).isEqualTo("1m30s");
        assertThat(configuration.getMaximumEventLogMegabytes()).isEqualTo(64);
        assertThat(configuration.maximumEventLogBytes()).isEqualTo(64L << 20);
        assertThat(configuration.getMaximumSeriesLength()).isEqualTo(500);
        assertThat(configuration.getSlowestPollSeconds()).isEqualTo(30);
        assertThat(configuration.getAbsentAgentMinutes()).isEqualTo(45);
    }

    private static void assertExported() throws Exception {
        ByteArrayOutputStream exported = new ByteArrayOutputStream();

        ConfigurationAsCode.get().export(exported);

        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains("trainModel:")
                .contains("grace: \"1m30s\"")
                .contains("maximumSeriesLength: 500");
    }

    @Test
    void shouldRefuseWhatCannotBe(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        TrainingConfiguration configuration = TrainingConfiguration.get();

        assertThatThrownBy(() -> configuration.setGrace("soon")).hasMessageContaining("such as 90s");
        assertThatThrownBy(() -> configuration.setGrace(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as 90s");
        assertThat(configuration.getGrace()).isEqualTo("5m");
        assertThatThrownBy(() -> configuration.setSlowestPollSeconds(0)).hasMessageContaining("from 1 to 300");
        assertThat(configuration.doCheckGrace("soon").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.doCheckGrace("2m").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckMaximumSeriesLength("many").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertChecksForThoseWhoManageOnlyAndByPostOnly(jenkins);
    }

    private static void assertChecksForThoseWhoManageOnlyAndByPostOnly(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager"));
        String check = "descriptorByName/" + TrainingConfiguration.class.getName() + "/checkGrace?value=soon";

        try (JenkinsRule.WebClient client = jenkins.createWebClient().login("reader")) {
            client.setThrowExceptionOnFailingStatusCode(false);
            assertThat(post(client, check).getContentAsString()).doesNotContain("Allowed");
            assertThat(client.goTo("manage/configure").getWebResponse().getStatusCode())
                    .isEqualTo(403);
        }
        try (JenkinsRule.WebClient client = jenkins.createWebClient().login("manager")) {
            client.setThrowExceptionOnFailingStatusCode(false);
            assertThat(post(client, check).getContentAsString()).contains("Allowed: a duration");
            assertThat(client.goTo(check, null).getWebResponse().getStatusCode())
                    .isNotEqualTo(200);
        }
    }

    private static WebResponse post(JenkinsRule.WebClient client, String address) throws Exception {
        return client.getPage(new WebRequest(client.createCrumbedUrl(address), HttpMethod.POST))
                .getWebResponse();
    }

    @Test
    @ConfiguredWithCode(value = "refused.yaml", expected = ConfiguratorException.class, message = "slowestPollSeconds")
    void shouldRefuseCodeThatCannotBe(JenkinsConfiguredWithCodeRule jenkins) {
        assertThat(TrainingConfiguration.get().getSlowestPollSeconds()).isEqualTo(15);
    }
}
