package io.jenkins.trainmodel.trainer.library;

import io.jenkins.trainmodel.trainer.library.maven.ArtifactResolver;
import io.jenkins.trainmodel.trainer.library.maven.LibraryArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Libraries in the cache, taken from Maven artifacts where they are not there yet. */
public final class CachedLibraries {
    private final ArtifactResolver resolver;

    public CachedLibraries(ArtifactResolver resolver) {
        this.resolver = resolver;
    }

    /** Takes libraries out of jars. */
    @FunctionalInterface
    public interface Extraction {
        void extract(List<Path> jars, Path target) throws IOException;
    }

    /** A cached directory and the artifacts that fill it. */
    public record Entry(Path directory, List<LibraryArtifact> artifacts, Extraction extraction) {
        private CachedDirectory cached() {
            return new CachedDirectory(directory);
        }

        private void fillFrom(List<Path> jars) {
            cached().get(target -> extraction.extract(jars, target));
        }
    }

    /** Fills what is missing. All missing artifacts are resolved at once; with a filled cache Maven is not asked. */
    public void provide(Entry... entries) {
        List<Entry> missing =
                Stream.of(entries).filter(entry -> !entry.cached().isComplete()).toList();
        if (missing.isEmpty()) {
            return;
        }
        List<Path> jars = resolver.resolve(
                missing.stream().flatMap(entry -> entry.artifacts().stream()).toList());
        int from = 0;
        for (Entry entry : missing) {
            int to = from + entry.artifacts().size();
            entry.fillFrom(jars.subList(from, to));
            from = to;
        }
    }
}
