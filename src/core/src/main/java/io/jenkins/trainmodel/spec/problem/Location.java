package io.jenkins.trainmodel.spec.problem;

/**
 * A place in a source of the specification.
 *
 * @param source the file as the user named it, or {@code --set a.b.c}, or {@code trainModel step}
 * @param line counted from 1; 0 where the source has no lines
 * @param column counted from 1, in characters; 0 where the source has no lines
 */
public record Location(String source, int line, int column) {

    /** A source without lines. */
    public static Location of(String source) {
        return new Location(source, 0, 0);
    }

    /** {@code file:line:column}, or the source alone where it has no lines. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
