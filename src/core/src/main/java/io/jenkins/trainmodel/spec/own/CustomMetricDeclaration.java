package io.jenkins.trainmodel.spec.own;

import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import java.util.List;
import java.util.Optional;

/** A list of metrics of users' own. */
public final class CustomMetricDeclaration {
    private static final int MOST = 100;
    private static final int LONGEST = 50;

    private static final PartKeys<CustomMetric> PART = PartKeys.of(PartKind.METRIC, CustomMetric::part);
    private static final Key<CustomMetric, String> NAME = Key.derived(
            "name",
            Types.checked(Types.text("a name", LONGEST), (node, name, context) -> {
                boolean plain = name.matches("[A-Za-z][A-Za-z0-9_.-]*");
                if (!plain) {
                    context.reportFound(node, "letters, digits, and -, _ and . after a letter");
                }
                return plain;
            }),
            CustomMetric::name,
            "the name of the part",
            (values, context) -> values.find(PART.part()),
            "Its name in paths: validation/ and this.");

    private static final ObjectType<CustomMetric> METRIC = ObjectType.<CustomMetric>named(
                    "metric", "A metric of your own, measured at every validation.")
            .shorthandKey(PART.part())
            .key(PART.options())
            .key(NAME)
            .check(PART::check)
            .build(values -> new CustomMetric(values.get(NAME), PART.get(values)));

    public static final ValueType<List<CustomMetric>> LIST =
            Types.list(METRIC, 0, MOST, "a list of metrics of your own, such as {part: balanced-accuracy}");

    private CustomMetricDeclaration() {}

    /** A name that two metrics share, those that the trainer knows among them. */
    public static Optional<String> twice(List<String> known, List<CustomMetric> metrics) {
        List<String> names = metrics.stream().map(CustomMetric::name).toList();
        return names.stream()
                .filter(name -> known.contains(name) || names.indexOf(name) != names.lastIndexOf(name))
                .findFirst();
    }
}
