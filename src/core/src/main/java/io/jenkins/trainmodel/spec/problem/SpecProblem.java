package io.jenkins.trainmodel.spec.problem;

import java.util.Optional;

/**
 * One thing that is wrong with a specification.
 *
 * @param location where it stands
 * @param key the path of the key, such as {@code training.optimizer.learningRate}; empty for the file as a whole
 * @param found what stands there
 * @param allowed what may stand there
 * @param suggestion what the user probably meant, where something similar is allowed
 */
public record SpecProblem(Location location, String key, String found, String allowed, Optional<String> suggestion) {

    /** One line for people. */
    @Override
    public String toString() {
        String where = key.isEmpty() ? location.toString() : location + ": " + key;
        String meant = suggestion.map(word -> "; did you mean `" + word + "`?").orElse("");
        return where + ": found " + found + "; allowed: " + allowed + meant;
    }
}
