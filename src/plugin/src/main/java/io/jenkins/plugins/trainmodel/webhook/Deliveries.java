package io.jenkins.plugins.trainmodel.webhook;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.delivery.DeliveryQueue;
import io.jenkins.plugins.trainmodel.page.RunRecorder;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The reports of this controller that are on their way. */
@Extension
@Restricted(NoExternalUse.class)
public class Deliveries {
    private static final Logger LOGGER = Logger.getLogger(Deliveries.class.getName());

    private final DeliveryQueue queue =
            DeliveryQueue.of("webhooks", WorkKind.SEND, new WebhookSender(TrainingThreads.get()));

    static Deliveries get() {
        return ExtensionList.lookupSingleton(Deliveries.class);
    }

    private void add(Run<?, ?> build, TrainedRun run, byte[] report, Webhook hook) {
        try {
            queue.add(Delivery.of(build, run.getId(), hook.getUrl()), report);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The report of " + build + " is not sent, since it cannot be kept");
        }
    }

    /** Sends the report of every run that ends. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class Ends implements RunRecorder {
        @Override
        public void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
            List<Webhook> hooks = WebhookConfiguration.get().getWebhooks();
            if (!hooks.isEmpty()) {
                byte[] report = RunReport.of(build, run, result);
                hooks.forEach(hook -> get().add(build, run, report, hook));
            }
        }
    }

    /** Goes on when Jenkins is back. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class Resumption extends ItemListener {
        @Override
        public void onLoaded() {
            get().queue.resume();
        }
    }
}
