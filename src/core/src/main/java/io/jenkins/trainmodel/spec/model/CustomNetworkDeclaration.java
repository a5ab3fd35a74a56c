package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.own.PartKeys;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import java.util.Map;

/** A network that a class of a user's own gives. */
final class CustomNetworkDeclaration {
    private static final PartKeys<ModelSpec> PART =
            PartKeys.of(PartKind.NETWORK, model -> model.part().orElseThrow());

    static final ObjectType<ModelSpec> TYPE = ObjectType.<ModelSpec>named(
                    PartKeys.CUSTOM, "The network that a class of your own gives, as a block of DJL.")
            .key(PART.part())
            .key(PART.options())
            .check(PART::check)
            .build(values -> new ModelSpec(PartKeys.CUSTOM, Map.of(ModelSpec.PART, PART.get(values))));

    private CustomNetworkDeclaration() {}
}
