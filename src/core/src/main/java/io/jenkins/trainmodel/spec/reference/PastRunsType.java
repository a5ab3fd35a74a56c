package io.jenkins.trainmodel.spec.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.PastRuns;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Run directories, of which the last name may hold stars, or one run with its metrics. */
final class PastRunsType implements ValueType<PastRuns> {
    private static final int MOST_METRICS = 200;
    private static final ValueType<String> TEXT =
            Types.text("the path of run directories, in whose last name * stands for any characters", 4096);

    private static final Key<MeasuredRun, String> NAME =
            Key.required("name", Types.text("a name", 200), MeasuredRun::name, "The run as people call it.");
    private static final Key<MeasuredRun, Map<String, Double>> METRICS = Key.required(
            "metrics",
            Types.checked(
                    Types.map(
                            Types.text("the path of a metric", 200),
                            Types.number(),
                            "a map of metrics and their values"),
                    PastRunsType::checkSize),
            MeasuredRun::metrics,
            "What its kept model measured.");

    static final ObjectType<MeasuredRun> INLINE = ObjectType.<MeasuredRun>named(
                    "history", "An accepted run whose directory is elsewhere.")
            .key(NAME)
            .key(METRICS)
            .build(values -> new MeasuredRun(values.get(NAME), values.get(METRICS)));

    private static boolean checkSize(Node node, Map<String, Double> metrics, ReadContext context) {
        if (metrics.size() > MOST_METRICS) {
            context.report(node, metrics.size() + " metrics", "at most " + MOST_METRICS);
        }
        return metrics.size() <= MOST_METRICS;
    }

    @Override
    public Optional<PastRuns> read(Node node, ReadContext context) {
        return node instanceof Node.Mapping
                ? INLINE.read(node, context).map(PastRuns.Inline::new)
                : TEXT.read(node, context).flatMap(text -> directories(text, node, context));
    }

    private Optional<PastRuns> directories(String text, Node node, ReadContext context) {
        int end = text.lastIndexOf('/') + 1;
        String name = text.substring(end);
        String directory = text.substring(0, end);
        if (name.isEmpty() || name.equals(".") || name.equals("..") || directory.contains("*")) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        try {
            Path parent = context.options().directory().resolve(directory).normalize();
            return Optional.of(new PastRuns.Directories(parent, name));
        } catch (InvalidPathException invalid) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
    }

    @Override
    public JsonNode write(PastRuns value) {
        if (value instanceof PastRuns.Directories directories) {
            String parent = directories.directory().toString().replace('\\', '/');
            return JsonNodeFactory.instance.textNode(parent + (parent.endsWith("/") ? "" : "/") + directories.name());
        }
        return INLINE.write(((PastRuns.Inline) value).run());
    }

    @Override
    public boolean isPlace() {
        return true;
    }

    @Override
    public String allowed() {
        return TEXT.allowed() + ", or a map with name, metrics";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(TEXT.schema()).add(INLINE.schema());
        return schema;
    }
}
