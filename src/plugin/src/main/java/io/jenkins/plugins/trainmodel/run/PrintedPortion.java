package io.jenkins.plugins.trainmodel.run;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is told of the bytes that a process has printed: whole lines, so that neither a character is cut nor a secret, which the
 * console masks in a line.
 *
 * @param taken how many of the bytes that were read these lines are
 * @param full whether as many were read as were asked for, so that there may be more
 */
record PrintedPortion(List<String> lines, int taken, boolean full) {
    /**
     * Up to the end of the last line. A line that fills the whole portion has no end that is worth waiting for.
     *
     * @param limit how many bytes were asked for
     */
    static PrintedPortion of(byte[] bytes, int limit) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return upTo(end == 0 && bytes.length == limit ? limit : end, bytes, limit);
    }

    /** Behind which nothing is printed any more, so that the last line need not have an end. */
    static PrintedPortion ofEnded(byte[] bytes, int limit) {
        return bytes.length == limit ? of(bytes, limit) : upTo(bytes.length, bytes, limit);
    }

    private static PrintedPortion upTo(int end, byte[] bytes, int limit) {
        List<String> lines =
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        return new PrintedPortion(lines, end, bytes.length == limit);
    }
}
