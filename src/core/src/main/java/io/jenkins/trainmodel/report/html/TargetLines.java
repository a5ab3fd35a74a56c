package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bounds that the effective specification's stop rules name, drawn as horizontal lines. */
final class TargetLines {
    private static final int DEEPEST = 16;
    private static final int MOST = 50;

    private final List<Target> targets = new ArrayList<>();

    private TargetLines() {}

    /** A metric's bound; the text names the rule. */
    record Target(String metric, double value, String text) {}

    static List<Target> of(JsonNode specification) {
        TargetLines lines = new TargetLines();
        lines.search(specification.path("stopWhen"), 0);
        return List.copyOf(lines.targets.subList(0, Math.min(MOST, lines.targets.size())));
    }

    private void search(JsonNode node, int depth) {
        if (depth > DEEPEST || targets.size() >= MOST) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> read(entry.getKey(), entry.getValue()));
        }
        node.forEach(child -> search(child, depth + 1));
    }

    private void read(String rule, JsonNode value) {
        Optional<String> metric =
                Optional.of(value.path("metric")).filter(JsonNode::isTextual).map(JsonNode::asText);
        switch (rule) {
            case "target", "unreachable" ->
                metric.ifPresent(path -> {
                    add(path, value.path("atLeast"), rule + " ≥ ");
                    add(path, value.path("atMost"), rule + " ≤ ");
                });
            case "earlyStopping" -> metric.ifPresent(path -> add(path, value.path("baseline"), "baseline "));
            case "lossBelow" -> add(MetricNames.TRAIN_LOSS, scalarOr(value, "value"), "lossBelow ");
            case "gradientBelow" -> add(MetricNames.GRADIENT_NORM, scalarOr(value, "norm"), "gradientBelow ");
            case "diverged" -> {
                add(MetricNames.TRAIN_LOSS, value.path("lossAbove"), "diverged > ");
                add(MetricNames.GRADIENT_NORM, value.path("gradientAbove"), "diverged > ");
            }
            default -> {}
        }
    }

    private static JsonNode scalarOr(JsonNode value, String key) {
        return value.isNumber() ? value : value.path(key);
    }

    private void add(String metric, JsonNode bound, String text) {
        if (bound.isNumber() && Double.isFinite(bound.doubleValue())) {
            targets.add(new Target(metric, bound.doubleValue(), text + Quantity.number(bound.doubleValue())));
        }
    }
}
