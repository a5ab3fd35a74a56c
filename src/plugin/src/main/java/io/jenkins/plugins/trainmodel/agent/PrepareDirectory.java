package io.jenkins.plugins.trainmodel.agent;

import hudson.Util;
import hudson.remoting.VirtualChannel;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Makes room for a run. What an earlier build left in the directory is removed, unless the run goes on from there; a
 * directory that holds anything but a run is refused. Answers whether a run is there to go on with.
 */
record PrepareDirectory(boolean resume) implements ControllerToAgentFileCallable<Boolean> {

    @Override
    public Boolean invoke(File file, VirtualChannel channel) throws IOException, InterruptedException {
        RunDirectory run = new RunDirectory(file.toPath());
        if (isEmpty(run.root())) {
            Files.createDirectories(run.root());
            return false;
        }
        boolean holdsRun = Files.exists(run.events()) || Files.exists(run.specification()) || Files.exists(run.lock());
        if (!holdsRun) {
            throw new IOException(run.root() + " is not empty and holds no run. Give another directory by `out`.");
        }
        RunLock.acquire(run).close();
        if (!resume) {
            Util.deleteContentsRecursive(file);
        }
        return resume && Files.exists(run.events());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
