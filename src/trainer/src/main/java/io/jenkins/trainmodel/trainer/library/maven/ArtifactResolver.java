package io.jenkins.trainmodel.trainer.library.maven;

import java.nio.file.Path;
import java.util.List;

/** Finds artifacts and says where they lie. */
public interface ArtifactResolver {
    /**
     * The files of the artifacts, in their order.
     *
     * @throws LibraryException where one is missing: which one, where it was looked for, and how to get it
     */
    List<Path> resolve(List<LibraryArtifact> artifacts);
}
