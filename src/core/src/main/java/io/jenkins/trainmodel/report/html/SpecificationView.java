package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.event.TrainingEvent.HyperparameterChanged;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, String> changes = new LinkedHashMap<>();
        for (HyperparameterChanged change : run.notable(HyperparameterChanged.class)) {
            changes.merge(
                    change.key(),
                    "%s in epoch %d".formatted(change.to(), change.epoch()),
                    (old, now) -> old + ", " + now);
        }
        List<Row> rows = new ArrayList<>();
        add(rows, run.started().specification(), "", 0, changes);
        return new SpecificationView(rows);
    }

    private static void add(List<Row> rows, JsonNode node, String path, int depth, Map<String, String> changes) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                addElement(rows, node.get(i), path + "." + (i + 1), i + 1, depth, changes);
            }
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        node.properties()
                .forEach(entry ->
                        addRow(rows, entry.getValue(), prefix + entry.getKey(), entry.getKey(), depth, changes));
    }

    /** An element with one key, such as a stop rule, stands under that key; any other under its number. */
    private static void addElement(
            List<Row> rows, JsonNode element, String path, int number, int depth, Map<String, String> changes) {
        if (element.isObject() && element.size() == 1) {
            element.properties()
                    .forEach(entry -> addRow(
                            rows, entry.getValue(), path + "." + entry.getKey(), entry.getKey(), depth, changes));
        } else {
            addRow(rows, element, path, Integer.toString(number), depth, changes);
        }
    }

    private static void addRow(
            List<Row> rows, JsonNode node, String path, String key, int depth, Map<String, String> changes) {
        if (rows.size() >= MOST_ROWS || repeatsItsRule(node, path)) {
            return;
        }
        boolean group = node.isContainerNode() && !flat(node) && depth < DEEPEST;
        Optional<String> change = Optional.ofNullable(changes.get(path)).map(SpecificationView::cut);
        rows.add(new Row(depth, cut(path), cut(key), group, group ? "" : cut(text(node)), change));
        if (group) {
            add(rows, node, path, depth + 1, changes);
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
        if (node.isArray() && node.isEmpty()) {
            return "none";
        }
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
