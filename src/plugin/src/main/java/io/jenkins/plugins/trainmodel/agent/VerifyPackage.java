package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.trainmodel.run.Manifest;
import java.io.File;
import java.util.stream.Stream;
import jenkins.agents.ControllerToAgentFileCallable;

/** Compares a directory with its manifest, where it is. Answers with what is wrong. */
record VerifyPackage() implements ControllerToAgentFileCallable<String[]> {
    private static final int MOST = 20;

    @Override
    public String[] invoke(File directory, VirtualChannel channel) {
        Stream<String> problems = Manifest.verify(directory.toPath()).stream();
        return problems.limit(MOST).toArray(String[]::new);
    }
}
