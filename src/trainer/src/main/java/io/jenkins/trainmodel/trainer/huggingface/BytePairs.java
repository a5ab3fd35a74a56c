package io.jenkins.trainmodel.trainer.huggingface;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The pairs that byte-pair encoding joins, found again from its tokens: a token came from joining two that come before it,
 * so what earlier pairs leave of it are these two (as tiktoken's files are read elsewhere).
 *
 * @param ranks tokens, a character a byte, and their numbers, which rise in the order of learning
 */
record BytePairs(Map<String, Integer> ranks) {
    static BytePairs of(List<String> tokens) {
        Map<String, Integer> ranks = new HashMap<>();
        tokens.forEach(token -> ranks.put(token, ranks.size()));
        return new BytePairs(ranks);
    }

    /**
     * The pairs in the order in which they were learned.
     *
     * @throws IllegalArgumentException if a token is not what two earlier ones make
     */
    List<List<String>> all() {
        return ranks.entrySet().stream()
                .filter(token -> token.getKey().length() > 1)
                .sorted(Map.Entry.comparingByValue())
                .map(token -> pair(token.getKey(), token.getValue()))
                .toList();
    }

    private List<String> pair(String token, int rank) {
        List<String> parts = new ArrayList<>(
                token.chars().mapToObj(part -> String.valueOf((char) part)).toList());
        OptionalInt next = earliest(parts, rank);
        while (next.isPresent()) {
            int place = next.getAsInt();
            parts.set(place, parts.get(place) + parts.remove(place + 1));
            next = earliest(parts, rank);
        }
        if (parts.size() != 2) {
            throw new IllegalArgumentException("the token " + rank + " is not joined of two: " + parts);
        }
        return List.copyOf(parts);
    }

    /** Where the two stand that were joined first of all, before this rank. */
    private OptionalInt earliest(List<String> parts, int before) {
        return IntStream.range(0, parts.size() - 1)
                .filter(place -> rank(parts, place) < before)
                .reduce((one, other) -> rank(parts, other) < rank(parts, one) ? other : one);
    }

    private int rank(List<String> parts, int place) {
        return ranks.getOrDefault(parts.get(place) + parts.get(place + 1), Integer.MAX_VALUE);
    }
}
