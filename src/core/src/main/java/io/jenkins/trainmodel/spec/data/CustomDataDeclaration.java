package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.data.DataSpec.Custom;
import io.jenkins.trainmodel.spec.own.PartKeys;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import java.util.Map;
import java.util.Optional;

/** Data of the type {@code custom}. */
final class CustomDataDeclaration {
    private static final PartKeys<Custom> PART = PartKeys.of(PartKind.DATA_SOURCE, Custom::part);

    private static final Key<Custom, Optional<Map<String, Object>>> VALIDATION_OPTIONS = PART.moreOptions(
            "validationOptions",
            Custom::validationOptions,
            "Options with which the same source gives data of its own for validation, such as {path: held.txt}; those of"
                    + " options that are not named stay.");
    private static final Key<Custom, Optional<Map<String, Object>>> TEST_OPTIONS = PART.moreOptions(
            "testOptions",
            Custom::testOptions,
            "Options with which the same source gives data of its own for the test; those of options that are not named"
                    + " stay.");

    static final ObjectType<Custom> TYPE = ObjectType.<Custom>named(
                    PartKeys.CUSTOM, "What a class of your own reads, into memory.")
            .key(PART.part())
            .key(PART.options())
            .key(DataKeys.TASK)
            .key(DataKeys.VALIDATION)
            .key(VALIDATION_OPTIONS)
            .key(DataKeys.TEST)
            .key(TEST_OPTIONS)
            .check((values, context) -> DataKeys.checkShares(VALIDATION_OPTIONS, TEST_OPTIONS, values, context))
            .check(PART::check)
            .check((values, context) -> PART.checkMore(VALIDATION_OPTIONS, values, context))
            .check((values, context) -> PART.checkMore(TEST_OPTIONS, values, context))
            .build(values -> new Custom(
                    PART.get(values),
                    values.get(DataKeys.TASK),
                    values.get(DataKeys.VALIDATION),
                    values.get(VALIDATION_OPTIONS),
                    values.get(DataKeys.TEST),
                    values.get(TEST_OPTIONS)));

    private CustomDataDeclaration() {}
}
