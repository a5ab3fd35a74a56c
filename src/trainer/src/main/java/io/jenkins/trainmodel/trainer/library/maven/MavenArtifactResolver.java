package io.jenkins.trainmodel.trainer.library.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;

/**
 * Resolves artifacts as the user's Maven would: local repository first, then the repositories of the active profiles and
 * Maven Central, through the user's mirrors and proxies and with the user's credentials.
 */
public final class MavenArtifactResolver implements ArtifactResolver {
    private final MavenLocations locations;
    private final DownloadListener listener;
    private final String otherWays;

    /** @param otherWays what people can do besides downloading, for the message where an artifact is missing */
    public MavenArtifactResolver(MavenLocations locations, DownloadListener listener, String otherWays) {
        this.locations = locations;
        this.listener = listener;
        this.otherWays = otherWays;
    }

    @Override
    public List<Path> resolve(List<LibraryArtifact> artifacts) {
        Settings settings = MavenSettings.read(locations);
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides(settings))) {
            return resolve(context, settings, artifacts);
        }
    }

    private List<Path> resolve(Context context, Settings settings, List<LibraryArtifact> artifacts) {
        List<ArtifactRequest> requests = artifacts.stream()
                .map(artifact -> new ArtifactRequest(aether(artifact), context.remoteRepositories(), null))
                .toList();
        try {
            return context.repositorySystem().resolveArtifacts(context.repositorySystemSession(), requests).stream()
                    .map(result -> result.getArtifact().getFile().toPath())
                    .toList();
        } catch (ArtifactResolutionException e) {
            // Without the cause: the resolver's own messages show the password of a URL that holds one.
            throw new LibraryException(withoutPasswords(explain(context, settings, artifacts, e)));
        }
    }

    private ContextOverrides overrides(Settings settings) {
        ContextOverrides.Builder builder = ContextOverrides.create()
                .withUserSettings(true)
                .withEffectiveSettings(settings)
                .transferListener(new TransferProgress(listener));
        if (settings.isOffline()) {
            builder.offline(true);
        }
        locations.localRepository().ifPresent(builder::withLocalRepositoryOverride);
        return builder.build();
    }

    private static DefaultArtifact aether(LibraryArtifact artifact) {
        return new DefaultArtifact(artifact.group(), artifact.name(), artifact.classifier(), "jar", artifact.version());
    }

    private String explain(
            Context context, Settings settings, List<LibraryArtifact> artifacts, ArtifactResolutionException failure) {
        List<LibraryArtifact> missing = missing(artifacts, failure.getResults());
        File repository = context.repositorySystemSession().getLocalRepository().getBasedir();
        return """
                A library is missing: %s
                It was looked for in Maven's local repository %s and in %s%s.
                Cause: %s
                To get it, run this where there is a network:
                %s
                %s""".formatted(
                        join(missing, LibraryArtifact::coordinates, ", "),
                        repository,
                        join(context.remoteRepositories(), MavenArtifactResolver::describe, ", "),
                        settings.isOffline() ? " (not asked: the settings say offline)" : "",
                        failure.getMessage(),
                        join(missing, artifact -> "  " + artifact.downloadCommand(), "\n"),
                        otherWays);
    }

    private static List<LibraryArtifact> missing(List<LibraryArtifact> artifacts, List<ArtifactResult> results) {
        return IntStream.range(0, artifacts.size())
                .filter(index -> !results.get(index).isResolved())
                .mapToObj(artifacts::get)
                .toList();
    }

    private static String describe(RemoteRepository repository) {
        return repository.getId() + " (" + repository.getUrl() + ")";
    }

    private static String withoutPasswords(String message) {
        return message.replaceAll("://[^/@\\s]*@", "://");
    }

    private static <T> String join(List<T> items, Function<T, String> word, String separator) {
        return items.stream().map(word).collect(Collectors.joining(separator));
    }
}
