package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.data.DataSpec.Custom;
import io.jenkins.trainmodel.spec.own.PartKeys;
import io.jenkins.trainmodel.spec.schema.ObjectType;

/** Data of the type {@code custom}. */
final class CustomDataDeclaration {
    private static final PartKeys<Custom> PART = PartKeys.of(PartKind.DATA_SOURCE, Custom::part);

    static final ObjectType<Custom> TYPE = ObjectType.<Custom>named(
                    PartKeys.CUSTOM, "What a class of your own reads, into memory.")
            .key(PART.part())
            .key(PART.options())
            .key(DataKeys.TASK)
            .key(DataKeys.VALIDATION)
            .key(DataKeys.TEST)
            .check(DataKeys::checkShares)
            .check(PART::check)
            .build(values -> new Custom(
                    PART.get(values),
                    values.get(DataKeys.TASK),
                    values.get(DataKeys.VALIDATION),
                    values.get(DataKeys.TEST)));

    private CustomDataDeclaration() {}
}
