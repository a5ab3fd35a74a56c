package io.jenkins.trainmodel.spec.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.problem.Suggestion;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of metrics without prefix, as the task allows; {@code loss} may be among them and is always measured. */
final class MetricListType implements ValueType<List<String>> {
    private static final String LOSS = "loss";
    private static final ValueType<List<String>> NAMES = Types.list(
            Types.text("the name of a metric", 20),
            0,
            100,
            "a list of metrics: accuracy, f1, top5 (or any other topK) for classification, mae, rmse, r2 for regression,"
                    + " perplexity, bitsPerByte, accuracy for text, mae, rmse, mase, relativeMae for series");

    @Override
    public Optional<List<String>> read(Node node, ReadContext context) {
        return NAMES.read(node, context).map(names -> {
            Node.Sequence items = (Node.Sequence) node;
            Set<String> seen = new HashSet<>();
            for (int index = 0; index < names.size(); index++) {
                check(items.items().get(index), names.get(index), seen.add(names.get(index)), context);
            }
            return names.stream().filter(name -> !name.equals(LOSS)).toList();
        });
    }

    private static void check(Node node, String name, boolean first, ReadContext context) {
        Task task = DataDeclaration.task(context);
        boolean ofOther = Arrays.stream(Task.values()).anyMatch(other -> RunMetrics.isOfTask(other, name));
        String allowed = String.join(", ", RunMetrics.ofTask(task));
        if (!first) {
            context.report(node, node.describe() + " a second time", "every metric once");
        } else if (name.equals(LOSS) || RunMetrics.isOfTask(task, name)) {
            return;
        } else if (ofOther) {
            String found = node.describe() + ", which is no metric of a " + word(task);
            context.report(node, found, allowed);
        } else {
            Optional<String> suggestion = Suggestion.nearest(name, RunMetrics.ofTask(task));
            context.report(node, node.describe(), allowed, suggestion);
        }
    }

    private static String word(Task task) {
        return task.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public JsonNode write(List<String> value) {
        return NAMES.write(value);
    }

    @Override
    public String allowed() {
        return NAMES.allowed();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = NAMES.schema();
        ObjectNode name = (ObjectNode) schema.get("items");
        name.put(
                "pattern",
                "^(loss|accuracy|f1|" + MetricNames.TOP_PATTERN
                        + "|mae|rmse|r2|perplexity|bitsPerByte|mase|relativeMae)$");
        return schema;
    }
}
