package io.jenkins.plugins.trainmodel.step;

import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.LogTaskListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Where people read of a run whose step was ended by force: the build's console while it is open, then Jenkins' own log. */
final class LateConsole {
    private static final Logger LOGGER = Logger.getLogger(LateConsole.class.getName());

    private LateConsole() {}

    static TaskListener of(Run<?, ?> build, FlowExecutionOwner owner) throws IOException {
        return build.isBuilding() ? owner.getListener() : log();
    }

    static TaskListener log() {
        return new LogTaskListener(LOGGER, Level.INFO);
    }
}
