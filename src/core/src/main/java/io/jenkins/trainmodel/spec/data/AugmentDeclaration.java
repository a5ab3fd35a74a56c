package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.AugmentSpec.Color;
import io.jenkins.trainmodel.spec.data.AugmentSpec.Crop;
import io.jenkins.trainmodel.spec.data.AugmentSpec.Flip;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.util.Optional;

/** The object {@code data.augment} of images. */
final class AugmentDeclaration {
    private static final Key<Crop, Optional<Integer>> PADDING = Key.optional(
            "padding",
            Types.integer(1, 1000),
            Crop::padding,
            "Black pixels at every edge, of which a part as large as the image is taken; either this or area.");
    private static final Key<Crop, Optional<Double>> AREA = Key.optional(
            "area",
            Types.between(0, 1),
            Crop::area,
            "The least share of the image that is taken, in an aspect of 3:4 to 4:3, and enlarged to its size; either"
                    + " this or padding.");
    private static final ObjectType<Crop> CROP = ObjectType.<Crop>named("crop", "The part of the image that is taken.")
            .key(PADDING)
            .key(AREA)
            .check(AugmentDeclaration::checkOne)
            .build(values -> new Crop(values.get(PADDING), values.get(AREA)));

    private static final Key<Color, Double> BRIGHTNESS =
            factor("brightness", Color::brightness, "Pixels are multiplied by a factor of 1 − this to 1 + this.");
    private static final Key<Color, Double> CONTRAST = factor(
            "contrast",
            Color::contrast,
            "The distance of pixels from the image's mean gray is multiplied by a factor of 1 − this to 1 + this.");
    private static final Key<Color, Double> SATURATION = factor(
            "saturation",
            Color::saturation,
            "The distance of pixels from their own gray is multiplied by a factor of 1 − this to 1 + this.");
    private static final ObjectType<Color> COLOR = ObjectType.<Color>named("color", "How far colours are changed.")
            .key(BRIGHTNESS)
            .key(CONTRAST)
            .key(SATURATION)
            .build(values -> new Color(values.get(BRIGHTNESS), values.get(CONTRAST), values.get(SATURATION)));

    private static final Key<AugmentSpec, Optional<Crop>> PART =
            Key.optional("crop", CROP, AugmentSpec::crop, "The part of the image that is taken.");
    private static final Key<AugmentSpec, Optional<Flip>> FLIP = Key.optional(
            "flip",
            Types.word(Flip.class),
            AugmentSpec::flip,
            "How every other image is mirrored: left and right, top and bottom, or each of them by itself.");
    private static final Key<AugmentSpec, Optional<Double>> ROTATE = Key.optional(
            "rotate",
            Types.fromTo(0, 180),
            AugmentSpec::rotate,
            "The largest angle in degrees by which images are turned, either way.");
    private static final Key<AugmentSpec, Optional<Color>> COLOURS =
            Key.optional("color", COLOR, AugmentSpec::color, "How far colours are changed.");
    private static final Key<AugmentSpec, Optional<Double>> MIXUP = Key.optional(
            "mixup",
            Types.fromTo(0.001, 1),
            AugmentSpec::mixup,
            "Images and their labels are mixed in pairs, in shares drawn from the beta distribution with this α; 0.2 is"
                    + " usual.");

    static final ObjectType<AugmentSpec> TYPE = ObjectType.<AugmentSpec>named(
                    "augment", "How training images are varied, anew in every epoch.")
            .key(PART)
            .key(FLIP)
            .key(ROTATE)
            .key(COLOURS)
            .key(MIXUP)
            .build(values -> new AugmentSpec(
                    values.get(PART), values.get(FLIP), values.get(ROTATE), values.get(COLOURS), values.get(MIXUP)));

    private AugmentDeclaration() {}

    private static Key<Color, Double> factor(
            String name, java.util.function.Function<Color, Double> getter, String documentation) {
        return Key.of(name, Types.fromTo(0, 1), getter, 0.0, documentation);
    }

    private static void checkOne(Values values, ReadContext context) {
        if (values.isGiven(PADDING) == values.isGiven(AREA)) {
            context.report(
                    values.mapping(),
                    values.isGiven(AREA) ? "both padding and area" : "neither padding nor area",
                    "one of them");
        }
    }

    /** Numbers to predict have no pairs of labels to choose from. */
    static void checkMixup(Key<?, Optional<AugmentSpec>> augment, Values values, ReadContext context) {
        boolean mixes = values.find(augment)
                .flatMap(given -> given)
                .flatMap(AugmentSpec::mixup)
                .isPresent();
        if (mixes
                && values.find(DataKeys.TASK)
                        .filter(task -> task == Task.REGRESSION)
                        .isPresent()) {
            context.report(values.node(augment), "mixup with the task regression", "mixup with classes only");
        }
    }
}
