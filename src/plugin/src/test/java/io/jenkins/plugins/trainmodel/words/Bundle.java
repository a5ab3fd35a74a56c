package io.jenkins.plugins.trainmodel.words;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of one class's messages or of one view in a language: texts by their keys, in UTF-8.
 *
 * @param name the file's name without language and ending
 * @param words empty where there is no such file
 */
record Bundle(String name, Map<String, String> words) {
    private static final String CHINESE = "_zh_CN.properties";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[^}]*}");

    /** Those in English that stand beside a file, such as {@code config.jelly} or {@code Messages}. */
    static Bundle english(Path view) {
        return read(view, ".properties");
    }

    static Bundle chinese(Path view) {
        return read(view, CHINESE);
    }

    private static Bundle read(Path view, String ending) {
        String name = view.getFileName().toString().replaceFirst("(_zh_CN)?\\.[a-z]+$", "");
        Path file = view.resolveSibling(name + ending);
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(file.toString(), e);
            }
        }
        Map<String, String> words = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return new Bundle(file.toString(), words);
    }

    Set<String> keys() {
        return words.keySet();
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(words.get(key));
    }

    /** The numbers of what is put into a text, such as 0 of <code>{0}</code>. */
    static Set<Integer> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
