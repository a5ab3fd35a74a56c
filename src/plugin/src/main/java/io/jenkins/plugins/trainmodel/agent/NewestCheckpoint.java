package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jenkins.agents.ControllerToAgentFileCallable;

/** The highest number of a checkpoint in a directory, 0 where there is none. */
record NewestCheckpoint() implements ControllerToAgentFileCallable<Long> {

    @Override
    public Long invoke(File checkpoints, VirtualChannel channel) throws IOException {
        if (!checkpoints.isDirectory()) {
            return 0L;
        }
        try (Stream<Path> files = Files.list(checkpoints.toPath())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(CheckpointStash::isCheckpoint)
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
        }
    }
}
