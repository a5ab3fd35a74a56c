package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.reference.WarmStartDeclaration;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import java.util.List;

/** The list under {@code training.groups}. */
final class ParameterGroupDeclaration {
    private static final int MOST = 100;

    private static final Key<ParameterGroup, List<String>> NAMES = Key.required(
            "names",
            WarmStartDeclaration.NAMES,
            ParameterGroup::names,
            "The parameters; one that several groups name belongs to the first of them.");

    private static final Key<ParameterGroup, Double> LEARNING_RATE_FACTOR = Key.required(
            "learningRateFactor",
            Types.above(0),
            ParameterGroup::learningRateFactor,
            "By which the learning rate of every step is multiplied for them, whatever schedule or person has set it.");

    private static final ObjectType<ParameterGroup> GROUP = ObjectType.<ParameterGroup>named(
                    "group", "Parameters with a learning rate of their own.")
            .key(NAMES)
            .key(LEARNING_RATE_FACTOR)
            .build(values -> new ParameterGroup(values.get(NAMES), values.get(LEARNING_RATE_FACTOR)));

    static final ValueType<List<ParameterGroup>> LIST =
            Types.list(GROUP, 0, MOST, "a list of groups, such as {names: ['fc.*'], learningRateFactor: 10}");

    private ParameterGroupDeclaration() {}
}
