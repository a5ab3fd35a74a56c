package io.jenkins.trainmodel.spec.schema;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of values that declarations are made of. */
public final class Types {
    private Types() {}

    public static ValueType<Integer> integer(int least) {
        return WholeType.integers(least, Integer.MAX_VALUE);
    }

    public static ValueType<Integer> integer(int least, int most) {
        return WholeType.integers(least, most);
    }

    public static ValueType<Long> longInteger(long least) {
        return WholeType.longs(least, Long.MAX_VALUE);
    }

    /** Any finite number. */
    public static ValueType<Double> number() {
        return decimal(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
    }

    public static ValueType<Double> above(double bound) {
        return decimal(bound, false, Double.POSITIVE_INFINITY, false);
    }

    public static ValueType<Double> atLeast(double bound) {
        return decimal(bound, true, Double.POSITIVE_INFINITY, false);
    }

    /** From {@code least} to below {@code bound}. */
    public static ValueType<Double> fromToBelow(double least, double bound) {
        return decimal(least, true, bound, false);
    }

    /** Above {@code least} and below {@code most}. */
    public static ValueType<Double> between(double least, double most) {
        return decimal(least, false, most, false);
    }

    /** From {@code least} to {@code most}. */
    public static ValueType<Double> fromTo(double least, double most) {
        return decimal(least, true, most, true);
    }

    private static ValueType<Double> decimal(double least, boolean leastIncluded, double most, boolean mostIncluded) {
        return new DecimalType(new DecimalType.Range(least, leastIncluded, most, mostIncluded));
    }

    public static ValueType<Boolean> truth() {
        return new BooleanType();
    }

    /** Text on one line; {@code allowed} says what it is. */
    public static ValueType<String> text(String allowed, int longest) {
        return new TextType(allowed, longest);
    }

    /** Values of a type that must pass a check besides. */
    public static <T> ValueType<T> checked(ValueType<T> type, ValueCheck<? super T> check) {
        return new CheckedType<>(type, check);
    }

    /** A value that {@code null} stands for as well; see {@link Key#optional} for a key that may merely be left out. */
    public static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
        return new OptionalType<>(type);
    }

    public static ValueType<String> word(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        words.forEach(word -> values.put(word, word));
        return new WordType<>(values);
    }

    /** The constants of an enumeration in lower case. */
    public static <E extends Enum<E>> ValueType<E> word(Class<E> type) {
        return WordType.of(type);
    }

    /** Some constants of an enumeration in lower case, in this order. */
    public static <E extends Enum<E>> ValueType<E> words(List<E> constants) {
        return WordType.of(constants);
    }

    public static ValueType<Duration> duration() {
        return new DurationType();
    }

    /** The duration that a text such as {@code 8h30m} says; empty where it says none, or zero. */
    public static Optional<Duration> durationOf(String text) {
        return DurationType.parse(text).filter(duration -> !duration.isZero());
    }

    /** How a specification writes a duration, such as {@code 8h30m}; parts of a millisecond are left out. */
    public static String textOf(Duration duration) {
        return DurationType.format(duration);
    }

    public static ValueType<Path> file() {
        return PathType.FILE;
    }

    public static ValueType<Path> directory() {
        return PathType.DIRECTORY;
    }

    /** A file, a directory, or a pattern of files in a directory that is there; {@code kind} says which. */
    public static ValueType<Path> files(String kind) {
        return PathType.files(kind);
    }

    /** A file or directory that need not be there; {@code kind} says what it is. */
    public static ValueType<Path> place(String kind) {
        return new PathType(kind, path -> true, false);
    }

    /** A file or directory with the curve of another run. */
    public static ValueType<Path> curve() {
        return PathType.CURVE;
    }

    public static <T> ValueType<List<T>> list(ValueType<T> element, int least, int most) {
        return new ListType<>(element, least, most, false);
    }

    /** A list; {@code allowed} says of what. */
    public static <T> ValueType<List<T>> list(ValueType<T> element, int least, int most, String allowed) {
        return new ListType<>(element, least, most, false, allowed);
    }

    /** A list for which a single value may stand. */
    public static <T> ValueType<List<T>> listOrSingle(ValueType<T> element, int most) {
        return new ListType<>(element, 1, most, true);
    }

    /** A map from words of the user's choice; {@code allowed} says what it is. */
    public static <T> ValueType<Map<String, T>> map(ValueType<String> key, ValueType<T> value, String allowed) {
        return new MapType<>(key, value, allowed);
    }
}
