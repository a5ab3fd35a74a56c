package io.jenkins.trainmodel.spec.stop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.reference.ReferenceDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.tree.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The curve of another run: an event log, a CSV, or a directory that holds one. */
final class ReferenceType implements ValueType<String> {
    private static final ValueType<Path> PATH = Types.curve();
    /** A run directory has the first, a model package the second. */
    private static final List<String> CURVES = List.of("events.jsonl", "metrics.csv");

    @Override
    public Optional<String> read(Node node, ReadContext context) {
        return PATH.read(node, context).flatMap(path -> curve(path, node, context));
    }

    /** Without a curve of its own a rule compares with the specification's reference, which need not be there. */
    static void checkPresence(Key<?, Optional<String>> key, Values rule, ReadContext context) {
        if (ReferenceDeclaration.isMissing(context)
                && rule.find(key).filter(Optional::isEmpty).isPresent()) {
            context.report(rule.mapping(), "no run to compare with", "reference, here or in the specification");
        }
    }

    private static Optional<String> curve(Path path, Node node, ReadContext context) {
        if (Files.isRegularFile(path) || !context.options().files().wantsCurves()) {
            return Optional.of(path.toString());
        }
        Optional<String> curve = CURVES.stream()
                .map(path::resolve)
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .findFirst();
        if (curve.isEmpty()) {
            context.report(
                    node,
                    (Files.isDirectory(path) ? "the directory " : "no such directory: ") + path,
                    "a directory with " + String.join(" or ", CURVES));
        }
        return curve;
    }

    @Override
    public JsonNode write(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    @Override
    public boolean isPlace() {
        return true;
    }

    @Override
    public String allowed() {
        return PATH.allowed();
    }

    @Override
    public ObjectNode schema() {
        return PATH.schema();
    }
}
