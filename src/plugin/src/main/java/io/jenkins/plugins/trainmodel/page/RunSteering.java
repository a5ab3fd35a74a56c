package io.jenkins.plugins.trainmodel.page;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Adds to the page of a run what people and programs may ask of it, below the page's own address. */
@Restricted(NoExternalUse.class)
public interface RunSteering extends ExtensionPoint {

    /** An object with the view {@code buttons.jelly}, and with what is to be reached below the run's address. */
    Object of(Run<?, ?> build, TrainedRun run);

    /** That of the one extension there is. */
    static Optional<Object> find(Run<?, ?> build, TrainedRun run) {
        return ExtensionList.lookup(RunSteering.class).stream().findFirst().map(steering -> steering.of(build, run));
    }
}
