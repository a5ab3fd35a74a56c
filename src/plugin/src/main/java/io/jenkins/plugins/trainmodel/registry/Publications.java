package io.jenkins.plugins.trainmodel.registry;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.trainmodel.delivery.Answer;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.delivery.DeliveryQueue;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import io.jenkins.plugins.trainmodel.reference.PromotionRecorder;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The champions of this controller that are on their way to a model registry, one at a time. */
@Extension
@Restricted(NoExternalUse.class)
public class Publications {
    private static final Logger LOGGER = Logger.getLogger(Publications.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PATIENCE_OF_A_FORM = Duration.ofSeconds(10);

    private final DeliveryQueue queue =
            DeliveryQueue.of("registry", WorkKind.PUBLISH, new Publisher(new Servers(TrainingThreads.get(), PATIENCE)));

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
        try {
            // All that is told is with the build, and is read there when it is told.
            queue.add(Delivery.of(build, run, url), new byte[0]);
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
