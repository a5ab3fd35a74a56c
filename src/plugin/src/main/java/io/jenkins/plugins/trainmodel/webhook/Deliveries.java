package io.jenkins.plugins.trainmodel.webhook;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.delivery.DeliveryLog;
import io.jenkins.plugins.trainmodel.delivery.DeliveryQueue;
import io.jenkins.plugins.trainmodel.delivery.DeliverySpool;
import io.jenkins.plugins.trainmodel.page.RunRecorder;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The reports of this controller that are on their way. */
@Extension
@Restricted(NoExternalUse.class)
public class Deliveries {
    private static final Logger LOGGER = Logger.getLogger(Deliveries.class.getName());
    private static final int MOST = 1000;
    /** A receiver may be away for a day: 5 s, 1 min, 5 min, 30 min, 2 h, 6 h and 16 h. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(16));

    private final DeliveryQueue queue = new DeliveryQueue(
            new DeliverySpool(
                    Jenkins.get().getRootDir().toPath().resolve("train-model").resolve("webhooks")),
            TrainingThreads.get(),
            WorkKind.SEND,
            new WebhookSender(TrainingThreads.get()),
            DeliveryLog::note,
            PAUSES,
            MOST);

    static Deliveries get() {
        return ExtensionList.lookupSingleton(Deliveries.class);
    }

    private void add(Run<?, ?> build, TrainedRun run, byte[] report, Webhook hook) {
        String root = Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("/");
        Delivery delivery = new Delivery(
                UUID.randomUUID().toString(),
                hook.getUrl(),
                build.getParent().getFullName(),
                build.getNumber(),
                run.getId(),
                root + build.getUrl() + "train-model/" + run.getId() + "/",
                0,
                System.currentTimeMillis());
        try {
            queue.add(delivery, report);
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
