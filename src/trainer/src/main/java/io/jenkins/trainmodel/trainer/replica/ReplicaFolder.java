package io.jenkins.trainmodel.trainer.replica;

import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory for the files of processes that train together, which nobody else can look into. */
record ReplicaFolder(Path path) {
    static ReplicaFolder create() throws IOException {
        return new ReplicaFolder(Files.createTempDirectory("train-model-replicas-"));
    }

    /** What cannot be removed stays, as where a system holds files that are mapped; its directory is one for temporary files. */
    void remove() {
        try {
            DurableFiles.deleteTree(path);
        } catch (IOException left) {
            // nothing is in anybody's way
        }
    }
}
