package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.trainer.custom.PartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * With which code of users' own a model is to be opened (docs/adr/0093).
 *
 * @param said places, {@link #OF_PACKAGE} or {@link #NONE}; empty where nothing was said
 */
public record CodeAsked(List<String> said) {
    /** The word for the jars that the package holds. */
    public static final String OF_PACKAGE = "package";

    /** The word for no code at all. */
    public static final String NONE = "none";

    public static final CodeAsked NOTHING = new CodeAsked(List.of());

    public CodeAsked {
        said = List.copyOf(said);
    }

    /** Whether nothing was said, so that code lies where the run had it. */
    boolean isLeftOpen() {
        return said.isEmpty();
    }

    boolean isOfPackage() {
        return said.equals(List.of(OF_PACKAGE));
    }

    /** The places that were named; empty where they are to be found elsewhere. */
    Optional<List<Path>> places() {
        if (isLeftOpen() || isOfPackage()) {
            return Optional.empty();
        }
        return Optional.of(
                said.equals(List.of(NONE))
                        ? List.of()
                        : said.stream()
                                .map(place -> Path.of(place).toAbsolutePath())
                                .toList());
    }

    /** What it changes of the specification, where it is not of the package. */
    List<SpecOverride> overrides() {
        return places().map(CodeAsked::classpath).orElse(List.of());
    }

    /**
     * What it changes of the specification of a checkpoint.
     *
     * @throws PartException if the code of a package is asked for
     */
    public List<SpecOverride> ofCheckpoint() {
        if (isOfPackage()) {
            throw PartException.ofClassPath(
                    "--classpath package for a checkpoint, which holds no jars",
                    "their places, as --classpath 'libs/*.jar'");
        }
        return overrides();
    }

    static List<SpecOverride> classpath(List<Path> places) {
        return List.of(new SpecOverride.Inline(
                "--classpath",
                Map.of("classpath", places.stream().map(Path::toString).toList())));
    }
}
