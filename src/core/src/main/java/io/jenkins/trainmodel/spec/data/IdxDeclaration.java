package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.DataSpec.Idx;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.nio.file.Path;
import java.util.Optional;

/** Data of the type {@code idx}. */
final class IdxDeclaration {
    private static final Key<Idx, Path> IMAGES =
            Key.required("images", Types.file(), Idx::images, "The IDX file of the images, plain or gzip.");
    private static final Key<Idx, Path> LABELS =
            Key.required("labels", Types.file(), Idx::labels, "The IDX file of the labels, plain or gzip.");
    private static final Key<Idx, Double> SCALE = Key.of(
            "scale", Types.number(), Idx::scale, 1.0 / 255, "Every pixel is multiplied by it; the default is 1/255.");
    private static final Key<Idx, Optional<Path>> VALIDATION_IMAGES = Key.optional(
            "validationImages", Types.file(), Idx::validationImages, "The IDX file of the validation images.");
    private static final Key<Idx, Optional<Path>> VALIDATION_LABELS = Key.optional(
            "validationLabels", Types.file(), Idx::validationLabels, "The IDX file of the validation labels.");
    private static final Key<Idx, Optional<Path>> TEST_IMAGES =
            Key.optional("testImages", Types.file(), Idx::testImages, "The IDX file of the test images.");
    private static final Key<Idx, Optional<Path>> TEST_LABELS =
            Key.optional("testLabels", Types.file(), Idx::testLabels, "The IDX file of the test labels.");
    private static final Key<Idx, Optional<AugmentSpec>> AUGMENT =
            Key.optional("augment", AugmentDeclaration.TYPE, Idx::augment, DataKeys.AUGMENT);

    static final ObjectType<Idx> TYPE = ObjectType.<Idx>named("idx", "MNIST-style IDX files.")
            .key(IMAGES)
            .key(LABELS)
            .key(DataKeys.TASK)
            .key(SCALE)
            .key(DataKeys.VALIDATION)
            .key(VALIDATION_IMAGES)
            .key(VALIDATION_LABELS)
            .key(DataKeys.TEST)
            .key(TEST_IMAGES)
            .key(TEST_LABELS)
            .key(AUGMENT)
            .check((values, context) -> DataKeys.checkShares(VALIDATION_IMAGES, TEST_IMAGES, values, context))
            .check((values, context) -> checkPair(values, context, VALIDATION_IMAGES, VALIDATION_LABELS))
            .check((values, context) -> checkPair(values, context, TEST_IMAGES, TEST_LABELS))
            .check((values, context) -> AugmentDeclaration.checkMixup(AUGMENT, values, context))
            .build(values -> new Idx(
                    values.get(IMAGES),
                    values.get(LABELS),
                    values.get(DataKeys.TASK),
                    values.get(SCALE),
                    values.get(DataKeys.VALIDATION),
                    values.get(VALIDATION_IMAGES),
                    values.get(VALIDATION_LABELS),
                    values.get(DataKeys.TEST),
                    values.get(TEST_IMAGES),
                    values.get(TEST_LABELS),
                    values.get(AUGMENT)));

    private IdxDeclaration() {}

    private static void checkPair(
            Values values, ReadContext context, Key<Idx, Optional<Path>> images, Key<Idx, Optional<Path>> labels) {
        if (values.isGiven(images) != values.isGiven(labels)) {
            Key<Idx, Optional<Path>> given = values.isGiven(images) ? images : labels;
            context.report(
                    values.node(given),
                    given.name() + " alone",
                    "both " + images.name() + " and " + labels.name() + ", or neither");
        }
    }
}
