package io.jenkins.plugins.trainmodel.reference;

import hudson.Extension;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.reader.Reader;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes the runs of a build that has failed or was aborted after them out of those that later ones are compared with, as no
 * permalink for good builds leads to it either. This happens before old builds are discarded, so that the champion before is
 * still there.
 */
@Extension
public class Withdrawal extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(Withdrawal.class.getName());

    /** Why no run of this build becomes a champion by itself, in words; a result never gets better. */
    static Optional<String> objection(Run<?, ?> build) {
        return Optional.ofNullable(build.getResult())
                .filter(result -> result.isWorseThan(Result.UNSTABLE))
                .map("the build's result is %s"::formatted);
    }

    /** Whether the run of a build is no reference since its build has failed. */
    static boolean isDue(Run<?, ?> build, SeriesEntry entry) {
        return objection(build).isPresent() && !entry.promotion().isByPerson();
    }

    @Override
    public void onCompleted(Run<?, ?> build, TaskListener listener) {
        Optional<String> reason = objection(build);
        if (reason.isPresent() && build.getAction(TrainingBuildAction.class) != null) {
            withdraw(build, reason.get(), listener);
        }
    }

    private static void withdraw(Run<?, ?> build, String reason, TaskListener listener) {
        try {
            for (Promotions.Answer answer : Promotions.get().withdraw(build, reason)) {
                listener.getLogger().println(Reader.recorded(answer.words()) + " (" + Reader.recorded(reason) + ")");
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The runs of a failed build could not be withdrawn: " + build);
        }
    }
}
