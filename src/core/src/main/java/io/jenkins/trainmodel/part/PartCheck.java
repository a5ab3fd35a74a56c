package io.jenkins.trainmodel.part;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Knows whether a part is there and takes its options. */
@FunctionalInterface
public interface PartCheck {
    /** For where the class path is not at hand, as on a Jenkins controller: parts are taken on trust. */
    PartCheck NONE = (classpath, kind, part) -> List.of();

    /** What is wrong, the most important first; nothing where all is well. */
    List<Problem> check(List<Path> classpath, PartKind kind, PartSpec part);

    /**
     * What is wrong with a part.
     *
     * @param subject what it is about
     * @param option the option that it is about, or the place of the class path, as it was given; empty where it is about none
     * @param suggestion what was probably meant
     */
    record Problem(Subject subject, String option, String found, String allowed, Optional<String> suggestion) {}

    /** What a problem is about. */
    enum Subject {
        CLASSPATH,
        PART,
        OPTION
    }
}
