package io.jenkins.plugins.trainmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.trainmodel.delivery.LoopbackServer;
import io.jenkins.plugins.trainmodel.reference.SampleNight;
import io.jenkins.plugins.trainmodel.webhook.Webhook;
import io.jenkins.plugins.trainmodel.webhook.WebhookConfiguration;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A receiver of reports and a model registry that take a request and say nothing, until a test lets them answer; so what
 * they are told is on its way as long as a test wants. Jenkins is another process than they are.
 */
public final class SilentReceivers implements AutoCloseable {
    private static final String JOB = "told";
    private static final String DELIVERY = "X-Train-Model-Delivery";

    private final LoopbackServer reports = new LoopbackServer(this::serve);
    private final LoopbackServer models = new LoopbackServer(this::serve);
    private volatile boolean answering;
    private String delivery = "";

    public SilentReceivers() throws IOException {}

    private void serve(LoopbackServer server, Socket connection) throws Exception {
        if (answering) {
            LoopbackServer.answer(server == reports ? 200 : 400).serve(server, connection);
        } else {
            server.note(connection);
        }
    }

    public String reports() {
        return reports.url("/trainings");
    }

    public String models() {
        return models.url("/");
    }

    /** From now on they answer: the one takes its report, the other refuses. */
    public void answer() {
        answering = true;
    }

    /** Waits until both are told, the one of the same delivery as before, whatever else it is told meanwhile. */
    public void awaitBoth() throws InterruptedException {
        String told = takeDelivery();
        while (!delivery.isEmpty() && !told.equals(delivery)) {
            told = takeDelivery();
        }
        delivery = told;
        assertThat(models.take().line()).contains("experiment_name=" + JOB);
    }

    private String takeDelivery() throws InterruptedException {
        String told = reports.take().headers().get(DELIVERY);
        assertThat(told).isNotBlank();
        return told;
    }

    /** In Jenkins: a run ends and is promoted. */
    public static void endAndPromote(JenkinsRule jenkins, String reports, String models) throws Exception {
        WebhookConfiguration.get().setPrivateAddressesAllowed(true);
        WebhookConfiguration.get().setWebhooks(List.of(new Webhook(reports)));
        MlflowConfiguration.get().setPrivateAddressesAllowed(true);
        MlflowConfiguration.get().setUrl(models);
        PublishedNight.accepted(new SampleNight(jenkins, jenkins.createFreeStyleProject(JOB)))
                .promote();
    }

    /** In Jenkins: the page of the run says what has come of both. */
    public static void assertArrived(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build =
                jenkins.jenkins.getItemByFullName(JOB, FreeStyleProject.class).getBuildByNumber(1);
        assertThat(new PublishedNight(build, "").lines(2))
                .contains("answered 200: arrived")
                .anyMatch(line -> line.startsWith("answered 400 to experiments/get-by-name"));
    }

    @Override
    public void close() throws IOException {
        reports.close();
        models.close();
    }
}
