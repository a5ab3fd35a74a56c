package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import jenkins.agents.ControllerToAgentFileCallable;

/** Writes a file as a whole or not at all, and the directories above it. */
record WriteFile(byte[] content) implements ControllerToAgentFileCallable<Boolean> {

    @Override
    public Boolean invoke(File file, VirtualChannel channel) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toPath().getParent()));
        DurableFiles.write(file.toPath(), content);
        return true;
    }
}
