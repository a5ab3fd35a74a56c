package io.jenkins.trainmodel.trainer.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the files of processes that train together, which nobody else can look into. */
record ReplicaFolder(Path path) {
    static ReplicaFolder create() throws IOException {
        return new ReplicaFolder(Files.createTempDirectory("train-model-replicas-"));
    }

    /** What cannot be removed stays, as where a system holds files that are mapped; its directory is one for temporary files. */
    void remove() {
        try (Stream<Path> files = Files.list(path)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException left) {
            // nothing is in anybody's way
        }
    }
}
