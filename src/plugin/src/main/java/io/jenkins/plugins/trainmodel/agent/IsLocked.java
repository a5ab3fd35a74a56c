package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.run.RunLockedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import jenkins.agents.ControllerToAgentFileCallable;

/** Tells whether a process holds a run directory, without creating one. */
record IsLocked() implements ControllerToAgentFileCallable<Boolean> {

    @Override
    public Boolean invoke(File directory, VirtualChannel channel) throws IOException {
        RunDirectory run = new RunDirectory(directory.toPath());
        if (!Files.exists(run.lock())) {
            return false;
        }
        try {
            RunLock.acquire(run).close();
            return false;
        } catch (RunLockedException e) {
            return true;
        }
    }
}
