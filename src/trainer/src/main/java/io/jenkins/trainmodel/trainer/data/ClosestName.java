package io.jenkins.trainmodel.trainer.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody may have meant: the nearest by Levenshtein distance, letter case apart. */
final class ClosestName {
    private ClosestName() {}

    static Optional<String> of(String meant, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(meant, name)))
                .filter(name -> distance(meant, name) <= Math.max(1, meant.length() / 3));
    }

    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[] above = Sampler.inSequence(to.length() + 1);
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }
}
