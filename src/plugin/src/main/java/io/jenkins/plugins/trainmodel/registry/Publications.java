package io.jenkins.plugins.trainmodel.registry;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.trainmodel.delivery.Answer;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.delivery.DeliveryLog;
import io.jenkins.plugins.trainmodel.delivery.DeliveryQueue;
import io.jenkins.plugins.trainmodel.delivery.DeliverySpool;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import io.jenkins.plugins.trainmodel.reference.PromotionRecorder;
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

/** The champions of this controller that are on their way to a model registry, one at a time. */
@Extension
@Restricted(NoExternalUse.class)
public class Publications {
    private static final Logger LOGGER = Logger.getLogger(Publications.class.getName());
    private static final int MOST = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PATIENCE_OF_A_FORM = Duration.ofSeconds(10);
    /** A server may be away for a day: 5 s, 1 min, 5 min, 30 min, 2 h, 6 h and 16 h. */
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
                    Jenkins.get().getRootDir().toPath().resolve("train-model").resolve("registry")),
            TrainingThreads.get(),
            WorkKind.PUBLISH,
            new Publisher(new Servers(TrainingThreads.get(), PATIENCE)),
            DeliveryLog::note,
            PAUSES,
            MOST);

    static Publications get() {
        return ExtensionList.lookupSingleton(Publications.class);
    }

    /** What is wrong with a server, without a full stop; empty where it answers as one. */
    String problem(Receiver receiver, String credentialsId, boolean privateAddressesAllowed) {
        try {
            Answer answer = new Servers(TrainingThreads.get(), PATIENCE_OF_A_FORM)
                    .ask(receiver, credentialsId, privateAddressesAllowed, server -> {
                        new TrackedRuns(server).greet();
                        return "";
                    });
            return answer.words();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nobody waits for the answer any more";
        }
    }

    private void add(Run<?, ?> build, String run, String url) {
        String root = Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("/");
        Delivery delivery = new Delivery(
                UUID.randomUUID().toString(),
                url,
                build.getParent().getFullName(),
                build.getNumber(),
                run,
                root + build.getUrl() + "train-model/" + run + "/",
                0,
                System.currentTimeMillis());
        try {
            // All that is told is with the build, and is read there when it is told.
            queue.add(delivery, new byte[0]);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The model registry is not told of " + build);
        }
    }

    /** Hears of promotions and demotions. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class Promotions implements PromotionRecorder {
        @Override
        public void onChange(Run<?, ?> build, String run) {
            String url = MlflowConfiguration.get().getUrl();
            if (!url.isEmpty()) {
                get().add(build, run, url);
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
