package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Removes what a run has learned, as a person asked; its log and reports stay. */
public final class Discard {
    private Discard() {}

    public static void everythingIn(RunDirectory directory) throws IOException {
        for (Path checkpoint : checkpoints(directory)) {
            DurableFiles.deleteDirectory(checkpoint);
        }
        if (Files.isDirectory(directory.model(), LinkOption.NOFOLLOW_LINKS)) {
            DurableFiles.deleteDirectory(directory.model());
        }
    }

    private static List<Path> checkpoints(RunDirectory directory) throws IOException {
        if (!Files.isDirectory(directory.checkpoints(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory.checkpoints())) {
            return children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
