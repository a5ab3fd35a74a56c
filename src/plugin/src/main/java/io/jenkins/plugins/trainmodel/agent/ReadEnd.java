package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import jenkins.agents.ControllerToAgentFileCallable;

/** Reads the end of a file, at most so many bytes. */
record ReadEnd(int maximum) implements ControllerToAgentFileCallable<byte[]> {

    @Override
    public byte[] invoke(File file, VirtualChannel channel) throws IOException {
        return new ReadFile(Math.max(0, file.length() - maximum), maximum).invoke(file, channel);
    }
}
