package io.jenkins.trainmodel.spec.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which allowed word a misspelt one stands for. */
public final class Suggestion {
    private static final int LONGEST = 100;
    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /**
     * The allowed word nearest to the written one, if it is near: one that begins so, or with at most a third of its
     * letters wrong, counting a letter too many, missing, different or swapped with its neighbour as one, upper and lower
     * case as the same.
     */
    public static Optional<String> nearest(String written, Collection<String> allowed) {
        if (written.isBlank() || written.length() > LONGEST) {
            return Optional.empty();
        }
        return allowed.stream()
                .filter(word -> begins(written, word) || distance(written, word) <= tolerance(written, word))
                .min(Comparator.comparingInt((String word) -> begins(written, word) ? 1 : distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean begins(String written, String word) {
        return written.length() >= SHORTEST_BEGINNING
                && word.toLowerCase(Locale.ROOT).startsWith(written.toLowerCase(Locale.ROOT));
    }

    private static int tolerance(String written, String word) {
        return Math.max(1, Math.max(written.length(), word.length()) / 3);
    }

    /** Damerau's edit distance in its restricted form (optimal string alignment). */
    static int distance(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[][] distances = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                distances[row][column] = cell(distances, left, right, row, column);
            }
        }
        return distances[left.length()][right.length()];
    }

    private static int cell(int[][] distances, String left, String right, int row, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        int best = Math.min(
                distances[row - 1][column - 1] + replaced,
                Math.min(distances[row - 1][column], distances[row][column - 1]) + 1);
        boolean swapped = row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(best, distances[row - 2][column - 2] + 1) : best;
    }
}
