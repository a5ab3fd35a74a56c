package io.jenkins.trainmodel.spec.tree;

import io.jenkins.trainmodel.spec.problem.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A value of the specification's text with its place. */
public sealed interface Node {
    Location location();

    /** The path of keys and list positions (from 0) that leads here, such as {@code stopWhen.0.maxEpochs}. */
    String path();

    /** What stands here, as an error message names it. */
    String describe();

    /** The path of a key or list position below a path. */
    static String childPath(String path, Object child) {
        return path.isEmpty() ? child.toString() : path + "." + child;
    }

    /**
     * A single value.
     *
     * @param text as written, without quotes
     * @param quoted whether it is text for certain; otherwise its look decides
     */
    record Scalar(Location location, String path, String text, boolean quoted) implements Node {
        private static final int SHOWN = 60;
        /** What moves the cursor of whoever reads a message. */
        private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

        /** Whether nothing stands here: an empty value, {@code null} or {@code ~}. */
        public boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String describe() {
            if (isNull()) {
                return "nothing";
            }
            String line = CONTROL.matcher(text).replaceAll("\uFFFD");
            String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
            return quoted ? "\"" + shown + "\"" : "`" + shown + "`";
        }
    }

    record Sequence(Location location, String path, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** Keys are unique. */
    record Mapping(Location location, String path, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> find(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        /** The same without a key. */
        public Mapping without(String key) {
            return new Mapping(
                    location,
                    path,
                    entries.stream().filter(entry -> !entry.key().equals(key)).toList());
        }

        /** The same with an entry added, or put in place of the one with its key. */
        public Mapping with(Entry added) {
            List<Entry> merged = new ArrayList<>(entries);
            merged.replaceAll(entry -> entry.key().equals(added.key()) ? added : entry);
            if (!merged.contains(added)) {
                merged.add(added);
            }
            return new Mapping(location, path, merged);
        }

        @Override
        public String describe() {
            return entries.isEmpty() ? "an empty map" : "a map";
        }
    }

    /** A key with its own place, and its value. */
    record Entry(String key, Location keyLocation, Node value) {}
}
