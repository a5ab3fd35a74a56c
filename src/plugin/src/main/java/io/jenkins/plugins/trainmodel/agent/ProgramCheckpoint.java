package io.jenkins.plugins.trainmodel.agent;

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

    /** Whether it can be taken to another agent. */
    public boolean canTravel() {
        return step >= 0 && ArchiveChoice.isPlain(path) && STASHED.matcher(path).matches();
    }

    /** Tells it from all others. */
    public String key() {
        return step + " " + path;
    }
}
