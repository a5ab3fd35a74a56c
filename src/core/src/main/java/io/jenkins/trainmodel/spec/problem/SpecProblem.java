package io.jenkins.trainmodel.spec.problem;

import java.util.Optional;
import java.util.regex.Pattern;

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

    private static final int LONGEST_KEY = 200;

    /** Characters that could end the line or play tricks with a terminal. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** One line for people, without control characters. */
    @Override
    public String toString() {
        String path = key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY) + "…";
        String where = path.isEmpty() ? location.toString() : location + ": " + path;
        String meant = suggestion.map(word -> "; did you mean `" + word + "`?").orElse("");
        String line = where + ": found " + found + "; allowed: " + allowed + meant;
        return INVISIBLE.matcher(line).replaceAll("\uFFFD");
    }
}
