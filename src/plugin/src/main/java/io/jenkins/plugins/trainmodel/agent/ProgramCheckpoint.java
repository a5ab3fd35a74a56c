package io.jenkins.plugins.trainmodel.agent;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A checkpoint that a watched program has saved, as it lies on the agent.
 *
 * @param path of a file or a folder, relative to the workspace where it lies below it
 * @param step that it is of
 */
public record ProgramCheckpoint(String path, long step) {
    /** A comma, a star and a question mark mean something in the patterns by which files are stashed. */
    private static final Pattern STASHED = Pattern.compile("(?!\\.?$)[^,*?:\\p{Cntrl}]{1,1000}");

    /** Why it cannot be taken to another agent, as its name alone tells. */
    Optional<String> obstacle() {
        if (!ArchiveChoice.isPlain(path)) {
            return Optional.of("it does not lie below the workspace");
        }
        return step >= 0 && STASHED.matcher(path).matches()
                ? Optional.empty()
                : Optional.of("its path has a comma, a star, a question mark or a colon, or is too long");
    }

    /** Tells it from all others. */
    public String key() {
        return step + " " + path;
    }
}
