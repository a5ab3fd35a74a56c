package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.report.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How large the model package beside a page is. The path comes from the event log, so it is not trusted. */
final class ModelSize {
    private static final int MOST_FILES = 10_000;

    private ModelSize() {}

    /** The sum of the package's files in bytes; empty where there is none, or it lies outside the page's folder. */
    static Optional<Long> of(RunHistory history, Path reportHtml) throws IOException {
        Path folder = reportHtml.toAbsolutePath().normalize().getParent();
        Optional<Path> model = history.finished()
                .flatMap(finished -> finished.modelPath())
                .flatMap(path -> within(folder, path))
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        return model.isEmpty() ? Optional.empty() : Optional.of(sizeOf(model.get()));
    }

    private static Optional<Path> within(Path folder, String path) {
        try {
            return Optional.of(folder.resolve(path).normalize())
                    .filter(model -> model.startsWith(folder) && !model.equals(folder));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static long sizeOf(Path model) throws IOException {
        try (Stream<Path> files = Files.walk(model, 3)) {
            List<Path> found = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FILES)
                    .toList();
            long bytes = 0;
            for (Path file : found) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
