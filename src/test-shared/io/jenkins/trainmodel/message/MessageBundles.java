package io.jenkins.trainmodel.message;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles of one module as they lie in its sources, and what is wrong with them. */
public final class MessageBundles {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path CLASSES = Path.of("src/main/java");
    private static final String CHINESE = "_zh_CN.properties";
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])(,[a-z]+)?}");
    private static final Pattern SAID = Pattern.compile("\\b(?:say|asked)\\(\\s*(?:[\\w.]+(?:\\(\\))?,\\s*)?\"([\\w.]+)\"(?!\\s*\\+)"
            + "|\\{\\{#say}}([\\w.]+)(?:\\||\\{\\{/say}})|\\bsay\\('([\\w.]+)'(?!\\s*\\+)");

    /** An agent is 代理节点 and no proxy, the trainer 训练进程 or 训练程序, an answer 答复. */
    private static final Pattern OTHER_WORD = Pattern.compile("代理(?!节点)|训练器|回答");

    private final Path english;
    private final Map<String, String> texts;

    private MessageBundles(Path english) {
        this.english = english;
        this.texts = read(english);
    }

    /** All English bundles of the module whose tests run. */
    public static List<MessageBundles> ofModule() {
        return files(RESOURCES)
                .filter(file -> file.getFileName().toString().matches("(Messages|Recorded\\w*?(?<!_CN))\\.properties"))
                .map(MessageBundles::new)
                .toList();
    }

    /** Keys that one language lacks, that are there twice or without words, and places that differ. */
    public List<String> differences() {
        Path chinese = english.resolveSibling(
                english.getFileName().toString().replace(".properties", CHINESE));
        Map<String, String> others = read(chinese);
        List<String> problems = new ArrayList<>(twice(english));
        problems.addAll(twice(chinese));
        Set<String> keys = new TreeSet<>(texts.keySet());
        keys.addAll(others.keySet());
        for (String key : keys) {
            String one = texts.getOrDefault(key, "");
            String other = others.getOrDefault(key, "");
            if (one.isBlank() || other.isBlank()) {
                problems.add(english + ": " + key + " has no words in one of the languages");
            } else if (!places(one).equals(places(other))) {
                problems.add(english + ": the places of " + key + " differ");
            }
        }
        return problems;
    }

    /** Chinese texts that call a thing otherwise than all others do. */
    public List<String> otherWords() {
        Path chinese = english.resolveSibling(
                english.getFileName().toString().replace(".properties", CHINESE));
        return text(chinese)
                .lines()
                .filter(line -> OTHER_WORD.matcher(line).find())
                .toList();
    }

    /** Keys that nobody says, and keys that are said and not there; of a room whose classes say them. */
    public List<String> strays() {
        if (!english.getFileName().toString().startsWith("Messages")) {
            // Whoever records a sentence does not know its key.
            return List.of();
        }
        String sources = sources();
        Set<String> said = SAID.matcher(sources)
                .results()
                .map(MessageBundles::key)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = new ArrayList<>();
        said.stream().filter(key -> !texts.containsKey(key)).forEach(key -> problems.add(english + " lacks " + key));
        texts.keySet().stream()
                .filter(key -> !said.contains(key) && !isNamed(key, sources))
                .forEach(key -> problems.add(english + ": nobody says " + key));
        return problems;
    }

    /** Whether the key, or what it begins with up to a point, stands in the room's code. */
    private static boolean isNamed(String key, String sources) {
        return Stream.of(key, key.substring(0, key.lastIndexOf('.') + 1))
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> sources.contains('"' + name + '"') || sources.contains("'" + name + "'"));
    }

    private static String key(MatchResult found) {
        return Stream.of(1, 2, 3)
                .map(found::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
    }

    private String sources() {
        Path room = RESOURCES.relativize(english.getParent());
        return Stream.of(CLASSES.resolve(room), english.getParent())
                .flatMap(folder -> files(folder).filter(file -> file.getParent().equals(folder)))
                .filter(file -> file.toString().matches(".*\\.(java|mustache|js)"))
                .map(MessageBundles::text)
                .collect(Collectors.joining("\n"));
    }

    private static List<String> twice(Path bundle) {
        List<String> keys = text(bundle)
                .lines()
                .filter(line -> line.contains(" = ") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf(" = ")))
                .toList();
        Set<String> seen = new TreeSet<>();
        return keys.stream()
                .filter(key -> !seen.add(key))
                .map(key -> bundle + ": " + key + " is there twice")
                .toList();
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(Path bundle) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return texts;
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return RESOURCES.relativize(english).toString();
    }
}
