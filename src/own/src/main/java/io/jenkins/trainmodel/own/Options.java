package io.jenkins.trainmodel.own;

import java.nio.file.Path;
import java.util.List;

/**
 * The options of a part, as the specification has them. Whatever is wrong with a value is thrown, and people are told its
 * line.
 */
public interface Options {
    /** Whether the specification gives this option. */
    boolean isGiven(String key);

    /** A whole number that must be given. */
    long whole(String key);

    /** A whole number. */
    default long whole(String key, long standard) {
        return isGiven(key) ? whole(key) : standard;
    }

    /** A number that must be given. */
    double number(String key);

    /** A number. */
    default double number(String key, double standard) {
        return isGiven(key) ? number(key) : standard;
    }

    /** A text that must be given. */
    String text(String key);

    /** A text. */
    default String text(String key, String standard) {
        return isGiven(key) ? text(key) : standard;
    }

    /** True or false, which must be given. */
    boolean truth(String key);

    /** True or false. */
    default boolean truth(String key, boolean standard) {
        return isGiven(key) ? truth(key) : standard;
    }

    /** A list of numbers that must be given. */
    List<Double> numbers(String key);

    /** A list of texts that must be given. */
    List<String> texts(String key);

    /**
     * A file or directory that must be given. Where the option is called {@code path}, or something that ends in {@code
     * Path}, it is relative to the specification; else to the working directory.
     */
    Path path(String key);
}
