package io.jenkins.plugins.trainmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.delivery.DeliverySpool;
import io.jenkins.plugins.trainmodel.delivery.LoopbackServer;
import io.jenkins.plugins.trainmodel.reference.SampleNight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.TestBuilder;

@WithJenkinsConfiguredWithCode
@Timeout(180)
class RegistryITest {

    /** One Jenkins for all: what is configured, and what follows from it. */
    @Test
    @ConfiguredWithCode("registry.yaml")
    void shouldBeConfiguredAndObeyed(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        jenkins.configRoundtrip();
        assertConfigured();
        SampleNight nights = new SampleNight(jenkins, jenkins.createFreeStyleProject("nightly"));
        assertOffAndOnThisMachineOnlyWhereAllowed(jenkins, nights);
        assertLoggedInAndTriedAgain(nights);
        assertGoesOnAfterARestart(jenkins);
        assertToldWhenABuildTakesItsRunBack(jenkins);
    }

    private static void assertConfigured() throws Exception {
        MlflowConfiguration configuration = MlflowConfiguration.get();
        assertThat(configuration.getUrl()).isEqualTo("https://mlflow.example.org/");
        assertThat(configuration.getCredentialsId()).isEqualTo("registry");
        assertThat(configuration.getModelName()).isEqualTo("{job}-{run}");
        assertThat(configuration.isPrivateAddressesAllowed()).isFalse();
        assertThat(new MlflowConfiguration().getUrl()).isEqualTo(configuration.getUrl());
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains("trainModelMlflow:")
                .contains("modelName: \"{job}-{run}\"");
        assertThat(configuration.doCheckUrl("http://example.org").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(configuration.doCheckUrl("https://example.org/?a=b").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.doCheckModelName("a/b").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThatThrownBy(() -> configuration.setUrl("ftp://example.org")).hasMessageContaining("url: found");
    }

    private static void assertOffAndOnThisMachineOnlyWhereAllowed(
            JenkinsConfiguredWithCodeRule jenkins, SampleNight nights) throws Exception {
        MlflowConfiguration configuration = MlflowConfiguration.get();
        configuration.setCredentialsId("");
        try (LoopbackServer server = new LoopbackServer(ScriptedMlflow.answer(200, "{\"experiments\": []}"))) {
            configuration.setUrl("");
            PublishedNight quiet = PublishedNight.accepted(nights);
            quiet.promote();
            configuration.setUrl(server.url("/"));
            PublishedNight refused = PublishedNight.accepted(nights);
            refused.promote();

            assertThat(refused.lines(1))
                    .containsExactly("not asked: 127.0.0.1 is at 127.0.0.1, which is no public address,"
                            + " and the global configuration allows no other");
            assertThat(quiet.lines(0))
                    .as("what was promoted while there was no registry")
                    .isEmpty();
            assertThat(configuration.doAsk(server.url("/"), "", false).getMessage())
                    .contains("no public address");
            assertThat(server.isQuiet()).isTrue();
            assertThat(configuration.doAsk(server.url("/"), "", true).kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(configuration.doAsk(server.url("/"), "gone", true).getMessage())
                    .contains("there is no credential");
            assertThat(jenkins.createWebClient().goTo("manage/configure").asNormalizedText())
                    .contains("model registry");
        }
    }

    private static void assertLoggedInAndTriedAgain(SampleNight nights) throws Exception {
        SystemCredentialsProvider store = SystemCredentialsProvider.getInstance();
        store.getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString("t0ken")));
        store.getCredentials()
                .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "login", "", "ada", "pa55word"));
        MlflowConfiguration configuration = MlflowConfiguration.get();
        try (LoopbackServer server = new LoopbackServer(
                ScriptedMlflow.answer(503, ""), ScriptedMlflow.answer(400, "{\"message\": \"no\"}"))) {
            configuration.setUrl(server.url("/"));
            configuration.setPrivateAddressesAllowed(true);
            configuration.setCredentialsId("token");
            PublishedNight night = PublishedNight.accepted(nights);
            night.promote();

            assertThat(server.take().headers()).containsEntry("Authorization", "Bearer t0ken");
            configuration.setCredentialsId("login");
            assertThat(server.take().headers()).containsEntry("Authorization", "Basic YWRhOnBhNTV3b3Jk");
            assertThat(night.lines(2))
                    .containsExactly(
                            "answered 503 to experiments/get-by-name", "answered 400 to experiments/get-by-name: no");
        }
    }

    private static void assertGoesOnAfterARestart(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        SampleNight nights = new SampleNight(jenkins, jenkins.createFreeStyleProject("left"));
        MlflowConfiguration.get().setUrl("");
        PublishedNight night = PublishedNight.accepted(nights);
        night.promote();
        try (LoopbackServer server = new LoopbackServer(ScriptedMlflow.answer(400, "{\"message\": \"no\"}"))) {
            MlflowConfiguration.get().setUrl(server.url("/"));
            new DeliverySpool(jenkins.jenkins.getRootDir().toPath().resolve("train-model/registry"))
                    .add(
                            new Delivery(
                                    "left",
                                    server.url("/"),
                                    "left",
                                    night.build().getNumber(),
                                    "digits",
                                    "/",
                                    2,
                                    0),
                            new byte[0]);

            ExtensionList.lookupSingleton(Publications.Resumption.class).onLoaded();

            assertThat(server.take().line()).contains("experiment_name=left");
            assertThat(night.lines(1)).containsExactly("answered 400 to experiments/get-by-name: no");
        }
    }

    /** The build fails when its run is the champion already, of which the registry knows. */
    private static void assertToldWhenABuildTakesItsRunBack(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("withdrawn");
        MlflowConfiguration.get().setUrl("");
        Promoting step = new Promoting(new SampleNight(jenkins, job));
        job.getBuildersList().replaceBy(List.of(step, new FailureBuilder()));

        jenkins.buildAndAssertStatus(Result.FAILURE, job);

        try (LoopbackServer server = step.server) {
            assertThat(step.night.lines(1))
                    .containsExactly("version 7 of \"withdrawn-digits\" is not its champion any more");
            assertThat(server.take().line()).contains("registered-models/get?name=withdrawn-digits");
            assertThat(server.take().line()).contains("model-versions/get");
            assertThat(server.take().line()).contains("runs/get");
            assertThat(server.take().line()).startsWith("DELETE ").contains("registered-models/alias");
        }
    }

    /** Promotes the run of its build while there is no registry, and has one from then on that knows it as champion. */
    private static final class Promoting extends TestBuilder {
        private final transient SampleNight nights;
        private transient PublishedNight night;
        private transient LoopbackServer server;

        Promoting(SampleNight nights) {
            this.nights = nights;
        }

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws InterruptedException, IOException {
            try {
                nights.promoted(build);
                night = PublishedNight.of((FreeStyleBuild) build);
                server = knowing(night.id());
            } catch (Exception e) {
                throw new IOException(e);
            }
            MlflowConfiguration.get().setUrl(server.url("/"));
            return true;
        }

        private static LoopbackServer knowing(String id) throws IOException {
            return new LoopbackServer(
                    ScriptedMlflow.answer(
                            200,
                            "{\"registered_model\": {\"aliases\": [{\"alias\": \"champion\", \"version\": \"7\"}]}}"),
                    ScriptedMlflow.answer(200, "{\"model_version\": {\"run_id\": \"a7\"}}"),
                    ScriptedMlflow.answer(
                            200,
                            "{\"run\": {\"data\": {\"tags\": [{\"key\": \"train-model.runId\", \"value\": \"" + id
                                    + "\"}]}}}"),
                    ScriptedMlflow.answer(200, "{}"));
        }
    }
}
