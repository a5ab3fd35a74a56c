package io.jenkins.trainmodel.trainer.data.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of a column, each with a number, in the order in which they first appeared. */
public final class Dictionary {
    /** A column with more words than this is no category: every one of them would be rare. */
    public static final int MOST = 100_000;

    /** The number of a word that was never learned. */
    public static final int UNKNOWN = -1;

    /** The text without its characters, its number, and its place in two tables. */
    private static final int BYTES_A_WORD = 128;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private boolean closed;
    private long bytes;

    /** Of the words that a model has learned; others are unknown. */
    static Dictionary of(List<String> learned) {
        Dictionary dictionary = new Dictionary();
        learned.forEach(dictionary::number);
        dictionary.closed = true;
        return dictionary;
    }

    /** The number of a word, which it gets with its first appearance; {@link #MOST} if there are too many words. */
    public int number(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        if (closed) {
            return UNKNOWN;
        }
        if (words.size() == MOST) {
            return MOST;
        }
        numbers.put(word, words.size());
        words.add(word);
        bytes += BYTES_A_WORD + 2L * word.length();
        return words.size() - 1;
    }

    /** About what they take of the heap. */
    public long bytes() {
        return bytes;
    }

    /** Each at its number. */
    public List<String> words() {
        return List.copyOf(words);
    }
}
