package io.jenkins.trainmodel.trainer.library;

import io.jenkins.trainmodel.trainer.library.maven.LibraryArtifact;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A library of Java classes in one jar, with native libraries or without.
 *
 * @param name of its directory in the cache, such as {@code tokenizers-0.36.0-linux-x86_64}
 * @param classes which of the jar's entries are kept; native libraries of other platforms need not be
 * @param natives the native libraries of this platform: the jar's entry to the name of the file
 * @param guests the package of those classes of the trainer that are compiled against the library, which its own class loader
 *     therefore must define; empty where the trainer meets it by interfaces of the JDK
 */
public record JarLibrary(
        String name, LibraryArtifact artifact, Predicate<String> classes, Map<String, String> natives, String guests) {}
