package io.jenkins.trainmodel.spec.tree;

import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.spec.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays overrides over a tree. */
final class Overlay {
    /**
     * Keys whose value may be that of one of its keys alone, so that {@code --set device.threads=2} finds a map where {@code
     * auto} stands, and {@code --set stopWhen.0.maxEpochs.epochs=9} where a number does.
     */
    private static final Map<String, String> SHORT_FOR = Map.ofEntries(
            Map.entry("device", "type"),
            Map.entry("model", "type"),
            Map.entry("optimizer", "type"),
            Map.entry("schedule", "type"),
            Map.entry("reference", "path"),
            Map.entry("warmStart", "from"),
            Map.entry("maxEpochs", "epochs"),
            Map.entry("maxSteps", "steps"),
            Map.entry("maxDuration", "duration"),
            Map.entry("finishBy", "deadline"),
            Map.entry("milestone", "epochs"),
            Map.entry("lossBelow", "value"),
            Map.entry("overfitting", "gap"),
            Map.entry("earlyStopping", "metric"),
            Map.entry("behindReference", "metric"),
            Map.entry("gradientBelow", "norm"),
            Map.entry("gradientChangeBelow", "relative"),
            Map.entry("diverged", "lossAbove"),
            Map.entry("allOf", "rules"),
            Map.entry("anyOf", "rules"),
            Map.entry("atLeastOf", "rules"));

    /** Keys whose map says one thing: half of it beside half of another's would say a third. */
    private static final Set<String> WHOLE = Set.of("reference", "warmStart");

    /** In the place of a position: a new item behind the last. */
    private static final String END = "+";

    private final Problems problems;

    Overlay(Problems problems) {
        this.problems = problems;
    }

    Node apply(Node root, SpecOverride override) {
        if (override instanceof SpecOverride.Inline inline) {
            return merge(root, new InlineTree(inline.source(), problems).read(inline.values()));
        }
        return assign(root, (SpecOverride.Assignment) override);
    }

    private Node assign(Node root, SpecOverride.Assignment assignment) {
        String source = "--set " + assignment.key();
        int before = problems.count();
        Optional<Node> parsed = new YamlTree(source, problems).read(assignment.value(), assignment.key());
        if (problems.count() > before) {
            return root;
        }
        Location location = Location.of(source);
        Node value = parsed.map(node -> withoutLines(node, location))
                .orElseGet(() -> new Scalar(location, assignment.key(), "", false));
        List<String> keys = List.of(assignment.key().split("\\.", -1));
        return keys.size() > YamlTree.DEEPEST
                ? refuse(root, value, keys.size() + " keys", "at most " + YamlTree.DEEPEST)
                : put(root, keys, value);
    }

    private Node merge(Node below, Node above) {
        if (!(below instanceof Mapping base) || !(above instanceof Mapping added) || changesType(base, added)) {
            return above;
        }
        Mapping merged = base;
        for (Entry entry : added.entries()) {
            Node value = base.find(entry.key())
                    .filter(old -> !WHOLE.contains(entry.key()))
                    .map(old -> merge(old.value(), entry.value()))
                    .orElse(entry.value());
            merged = merged.with(new Entry(entry.key(), entry.keyLocation(), value));
        }
        return merged;
    }

    private static boolean changesType(Mapping base, Mapping added) {
        Optional<String> type = typeOf(added);
        return type.isPresent() && typeOf(base).isPresent() && !type.equals(typeOf(base));
    }

    private static Optional<String> typeOf(Mapping mapping) {
        return mapping.find("type")
                .map(Entry::value)
                .filter(Scalar.class::isInstance)
                .map(value -> ((Scalar) value).text());
    }

    private Node put(Node node, List<String> keys, Node value) {
        if (keys.isEmpty()) {
            return value;
        }
        if (node instanceof Mapping mapping) {
            return putInMapping(mapping, keys, value);
        }
        if (node instanceof Sequence sequence) {
            return putInSequence(sequence, keys, value);
        }
        return refuse(node, value, node.describe() + " in " + node.location() + ", which has no key", "a map or list");
    }

    private Node putInMapping(Mapping mapping, List<String> keys, Node value) {
        String key = keys.get(0);
        boolean addsToList = keys.size() > 1 && keys.get(1).equals(END);
        Node child = mapping.find(key)
                .map(Entry::value)
                .map(old -> keys.size() > 1 && SHORT_FOR.containsKey(key)
                        ? expanded(old, SHORT_FOR.get(key), keys.get(1))
                        : old)
                .filter(old -> !(old instanceof Scalar scalar && scalar.isNull()))
                .orElseGet(() -> empty(addsToList, value.location(), Node.childPath(mapping.path(), key)));
        Node changed = put(child, keys.subList(1, keys.size()), value);
        Location keyLocation = mapping.find(key)
                .filter(old -> keys.size() > 1)
                .map(Entry::keyLocation)
                .orElse(value.location());
        return mapping.with(new Entry(key, keyLocation, changed));
    }

    private static Node empty(boolean list, Location location, String path) {
        return list ? new Sequence(location, path, List.of()) : new Mapping(location, path, List.of());
    }

    /** A list is the value of its key where that key is named, else a position in it is meant. */
    private static Node expanded(Node node, String key, String next) {
        String path = Node.childPath(node.path(), key);
        Optional<Node> value = Optional.empty();
        if (node instanceof Scalar word && !word.isNull()) {
            value = Optional.of(new Scalar(word.location(), path, word.text(), word.quoted()));
        } else if (node instanceof Sequence list && next.equals(key)) {
            value = Optional.of(new Sequence(list.location(), path, list.items()));
        }
        return value.<Node>map(
                        own -> new Mapping(node.location(), node.path(), List.of(new Entry(key, node.location(), own))))
                .orElse(node);
    }

    private Node putInSequence(Sequence sequence, List<String> keys, Node value) {
        String position = keys.get(0);
        int size = sequence.items().size();
        if (position.equals(END)) {
            return append(sequence, keys.subList(1, keys.size()), value);
        }
        if (!position.matches("[0-9]{1,6}") || Integer.parseInt(position) >= size) {
            return refuse(
                    sequence,
                    value,
                    "`" + position + "` as a position in a list of " + size,
                    "a position from 0, or + for a new one at the end");
        }
        List<Node> items = new ArrayList<>(sequence.items());
        items.set(
                Integer.parseInt(position),
                put(items.get(Integer.parseInt(position)), keys.subList(1, keys.size()), value));
        return new Sequence(sequence.location(), sequence.path(), items);
    }

    private Node append(Sequence sequence, List<String> keys, Node value) {
        List<Node> items = new ArrayList<>(sequence.items());
        String path = Node.childPath(sequence.path(), items.size());
        boolean addsToList = !keys.isEmpty() && keys.get(0).equals(END);
        items.add(put(empty(addsToList, value.location(), path), keys, value));
        return new Sequence(sequence.location(), sequence.path(), items);
    }

    private Node refuse(Node node, Node value, String found, String allowed) {
        problems.add(new SpecProblem(value.location(), node.path(), found, allowed, Optional.empty()));
        return node;
    }

    /** The lines of a command line argument help nobody. */
    private static Node withoutLines(Node node, Location location) {
        if (node instanceof Scalar scalar) {
            return new Scalar(location, scalar.path(), scalar.text(), scalar.quoted());
        }
        if (node instanceof Sequence sequence) {
            List<Node> items = sequence.items().stream()
                    .map(item -> withoutLines(item, location))
                    .toList();
            return new Sequence(location, sequence.path(), items);
        }
        Mapping mapping = (Mapping) node;
        List<Entry> entries = mapping.entries().stream()
                .map(entry -> new Entry(entry.key(), location, withoutLines(entry.value(), location)))
                .toList();
        return new Mapping(location, mapping.path(), entries);
    }
}
