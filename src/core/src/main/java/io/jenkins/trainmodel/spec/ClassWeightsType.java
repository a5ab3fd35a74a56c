package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Sequence;
import java.util.List;
import java.util.Optional;

/** {@code none}, {@code balanced}, or a list of weights. */
final class ClassWeightsType implements ValueType<ClassWeights> {
    private static final String NONE = "none";
    private static final String BALANCED = "balanced";
    private static final ValueType<String> WORD = Types.word(List.of(NONE, BALANCED));
    private static final ValueType<List<Double>> WEIGHTS = Types.list(Types.above(0), 2, 100_000);

    @Override
    public Optional<ClassWeights> read(Node node, ReadContext context) {
        if (node instanceof Sequence) {
            return WEIGHTS.read(node, context).map(ClassWeights.Given::new);
        }
        if (node instanceof Node.Mapping) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        return WORD.read(node, context)
                .map(word -> word.equals(NONE) ? new ClassWeights.None() : new ClassWeights.Balanced());
    }

    @Override
    public JsonNode write(ClassWeights value) {
        return value instanceof ClassWeights.Given given
                ? WEIGHTS.write(given.weights())
                : JsonNodeFactory.instance.textNode(value instanceof ClassWeights.None ? NONE : BALANCED);
    }

    @Override
    public String allowed() {
        return "none, balanced, or a list of one weight above 0 for each class";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(WORD.schema()).add(WEIGHTS.schema());
        return schema;
    }
}
