package io.jenkins.trainmodel.spec.stop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A stop rule: a map of its type to its parameters; name and outcome stand among them or beside the type. */
public final class RuleType implements ValueType<StopRule> {
    /** Rules of one specification. */
    static final int MOST = 1000;

    static final int DEEPEST = 50;

    private static final List<String> BESIDE = List.of(RuleDeclaration.NAME, RuleDeclaration.OUTCOME);

    /** Every type of rule, in the order of the documentation. Not a constant: composites' own declarations refer here. */
    public static List<Variant<? extends StopRule>> variants() {
        return Stream.of(
                        LimitRules.ALL,
                        MetricRules.ALL,
                        ComparisonRules.ALL,
                        GradientRules.ALL,
                        CompositeRules.ALL,
                        CustomRule.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Optional<StopRule> read(Node node, ReadContext context) {
        try {
            if (context.enter() > DEEPEST) {
                context.report(node, "a rule " + (DEEPEST + 1) + " levels deep", "at most " + DEEPEST + " levels");
                return Optional.empty();
            }
            if (context.nameCount() >= MOST) {
                context.report(node, "more than " + MOST + " rules", "at most " + MOST + " rules in all");
                return Optional.empty();
            }
            return entry(node, context).flatMap(entry -> readEntry((Mapping) node, entry, context));
        } finally {
            context.leave();
        }
    }

    /** The one entry that tells the rule's type. */
    private Optional<Entry> entry(Node node, ReadContext context) {
        if (!(node instanceof Mapping mapping)) {
            boolean type = node instanceof Scalar scalar && names().contains(scalar.text());
            Optional<String> suggestion = type ? Optional.of(((Scalar) node).text() + ": {}") : Optional.empty();
            context.report(node, node.describe(), allowed(), suggestion);
            return Optional.empty();
        }
        List<Entry> types = mapping.entries().stream()
                .filter(entry -> !BESIDE.contains(entry.key()))
                .toList();
        if (types.size() == 1) {
            return Optional.of(types.get(0));
        }
        String found = types.isEmpty()
                ? "no type of rule"
                : "several types of rules: "
                        + String.join(", ", types.stream().map(Entry::key).toList());
        context.report(node, found, "one type of rule for each item of the list, and name and outcome");
        return Optional.empty();
    }

    private Optional<StopRule> readEntry(Mapping rule, Entry entry, ReadContext context) {
        Optional<Variant<? extends StopRule>> variant = variants().stream()
                .filter(candidate -> candidate.type().name().equals(entry.key()))
                .findFirst();
        if (variant.isEmpty()) {
            Node key = new Scalar(entry.keyLocation(), entry.value().path(), entry.key(), false);
            context.reportWord(key, entry.key(), names());
            return Optional.empty();
        }
        return readParameters(rule, entry, variant.get().type(), context);
    }

    private static Optional<StopRule> readParameters(
            Mapping rule, Entry entry, ObjectType<? extends StopRule> type, ReadContext context) {
        Node value = entry.value();
        boolean nothing = value instanceof Scalar scalar && scalar.isNull();
        Optional<Mapping> parameters =
                nothing ? Optional.of(new Mapping(value.location(), value.path(), List.of())) : type.mapping(value);
        if (parameters.isEmpty()) {
            context.reportFound(value, type.allowed());
            return Optional.empty();
        }
        return type.read(withBeside(rule, parameters.get(), context), context).map(StopRule.class::cast);
    }

    private static Mapping withBeside(Mapping rule, Mapping parameters, ReadContext context) {
        Mapping merged = parameters;
        for (String key : BESIDE) {
            Optional<Entry> beside = rule.find(key);
            if (beside.isPresent() && parameters.find(key).isPresent()) {
                context.report(beside.get().value(), key + " beside the rule and inside of it", key + " once");
            } else if (beside.isPresent()) {
                merged = merged.with(beside.get());
            }
        }
        return merged;
    }

    private static List<String> names() {
        return variants().stream().map(variant -> variant.type().name()).toList();
    }

    @Override
    public JsonNode write(StopRule value) {
        return variants().stream()
                .filter(variant -> variant.matches().test(value))
                .findFirst()
                .map(variant -> writeAs(variant, value))
                .orElseThrow(() -> new IllegalArgumentException("no type of rule for " + value));
    }

    private static <R extends StopRule> ObjectNode writeAs(Variant<R> variant, StopRule rule) {
        @SuppressWarnings("unchecked") // the variant matches
        R same = (R) rule;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(variant.type().name(), variant.type().write(same));
        return json;
    }

    @Override
    public String allowed() {
        return "a rule, such as maxEpochs: 100";
    }

    /** A reference, because composites hold rules in turn; see {@link RuleSchema}. */
    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + RuleSchema.NAME);
    }
}
