package io.jenkins.plugins.trainmodel.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Keeps a run directory inside of its workspace, whatever a user wrote and wherever links lead. */
record Confinement(Path workspace) {
    private static final String WHAT_TO_DO =
            "A run needs a directory of its own inside of the workspace, such as out: 'runs/digits'.";

    /** What is wrong with this directory, if anything. */
    Optional<String> refusal(Path directory) throws IOException {
        Path root = workspace.toAbsolutePath().normalize();
        Path target = directory.toAbsolutePath().normalize();
        if (root.startsWith(target)) {
            String sentence = root.equals(target)
                    ? "The run directory %s is the workspace itself. %s"
                    : "The run directory %s contains the workspace. %s";
            return Optional.of(sentence.formatted(target, WHAT_TO_DO));
        }
        if (!target.startsWith(root)) {
            return Optional.of(
                    "The run directory %s is outside of the workspace %s. %s".formatted(target, root, WHAT_TO_DO));
        }
        return throughLinks(root, target);
    }

    private static Optional<String> throughLinks(Path root, Path target) throws IOException {
        for (Path part = target; !part.equals(root); part = Objects.requireNonNull(part.getParent())) {
            if (Files.isSymbolicLink(part) && !leadsInside(root, part)) {
                return Optional.of(
                        "The run directory %s is outside of the workspace %s, since %s is a symbolic link. %s"
                                .formatted(target, root, part, WHAT_TO_DO));
            }
        }
        return Optional.empty();
    }

    private static boolean leadsInside(Path root, Path link) throws IOException {
        return Files.exists(link) && isBelow(link.toRealPath(), root.toRealPath());
    }

    private static boolean isBelow(Path path, Path root) {
        return path.startsWith(root) && !path.equals(root);
    }
}
