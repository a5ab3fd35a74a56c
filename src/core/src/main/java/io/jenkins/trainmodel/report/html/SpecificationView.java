package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The effective specification as rows of a tree. */
record SpecificationView(List<Row> rows) {
    private static final int MOST_ROWS = 1_000;
    private static final int DEEPEST = 10;
    private static final int LONGEST = 300;

    /**
     * A key with its value, or a key with rows below it.
     *
     * @param path all keys from the top, for searching
     * @param change how a person or a resume changed the value, later
     */
    record Row(int depth, String path, String key, boolean group, String value, Optional<String> change) {}

    static SpecificationView of(ReportData run) {
        SpecificationChanges changes = new SpecificationChanges(run);
        List<Row> rows = new ArrayList<>();
        add(rows, run.started().specification(), Place.TOP, 0, changes);
        return new SpecificationView(rows);
    }

    /**
     * Where a value stands.
     *
     * @param path by numbers in lists
     * @param named by names of rules, as changes name it
     */
    private record Place(String path, String named) {
        static final Place TOP = new Place("", "");

        Place at(String key) {
            return path.isEmpty() ? new Place(key, key) : new Place(path + "." + key, named + "." + key);
        }

        Place at(int number, String rule, String name) {
            return new Place(path + "." + number + "." + rule, named + "." + name);
        }
    }

    private static void add(List<Row> rows, JsonNode node, Place place, int depth, SpecificationChanges changes) {
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            addElement(rows, node.get(i), place, i + 1, depth, changes);
        }
        node.properties()
                .forEach(entry ->
                        addRow(rows, entry.getValue(), place.at(entry.getKey()), entry.getKey(), depth, changes));
    }

    /** An element with one key, such as a stop rule, stands under that key; any other under its number. */
    private static void addElement(
            List<Row> rows, JsonNode element, Place place, int number, int depth, SpecificationChanges changes) {
        if (element.isObject() && element.size() == 1) {
            element.properties().forEach(entry -> {
                String rule = entry.getKey();
                String name = entry.getValue().path("name").asText(rule);
                addRow(rows, entry.getValue(), place.at(number, rule, name), rule, depth, changes);
            });
        } else {
            addRow(rows, element, place.at(Integer.toString(number)), Integer.toString(number), depth, changes);
        }
    }

    private static void addRow(
            List<Row> rows, JsonNode node, Place place, String key, int depth, SpecificationChanges changes) {
        if (rows.size() >= MOST_ROWS || repeatsItsRule(node, place.path())) {
            return;
        }
        boolean group = node.isContainerNode() && !flat(node) && depth < DEEPEST;
        Optional<String> change = changes.of(place.path()).or(() -> changes.of(place.named()));
        rows.add(new Row(
                depth,
                cut(place.path()),
                cut(key),
                group,
                group ? "" : node.isArray() && node.isEmpty() ? changes.none() : cut(text(node)),
                change.map(SpecificationView::cut)));
        if (group) {
            add(rows, node, place, depth + 1, changes);
        }
    }

    /** The name of a rule that the specification did not name is its type, which stands above it already. */
    private static boolean repeatsItsRule(JsonNode node, String path) {
        return node.isTextual() && path.endsWith("." + node.asText() + ".name");
    }

    /** A list of numbers or words stands in one line. */
    private static boolean flat(JsonNode node) {
        if (node.isObject()) {
            return node.isEmpty();
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                return false;
            }
        }
        return true;
    }

    private static String text(JsonNode node) {
        if (node.isArray() && flat(node)) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(SpecificationView::text)
                    .collect(Collectors.joining(", "));
        }
        if (node.isFloatingPointNumber()) {
            return Quantity.exact(node.doubleValue());
        }
        return node.isTextual() ? node.asText() : node.toString();
    }

    private static String cut(String text) {
        return PlainText.of(text, LONGEST);
    }
}
