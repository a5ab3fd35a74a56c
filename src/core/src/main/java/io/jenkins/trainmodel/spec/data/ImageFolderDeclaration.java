package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.DataSpec.ImageFolder;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import java.nio.file.Path;
import java.util.Optional;

/** Data of the type {@code imageFolder}. */
final class ImageFolderDeclaration {
    private static final Key<ImageFolder, Path> PATH = Key.required(
            "path", Types.directory(), ImageFolder::path, "The folder, with one sub-folder of images for each class.");
    private static final Key<ImageFolder, Integer> HEIGHT = Key.required(
            "height", Types.integer(1, 10_000), ImageFolder::height, "Images are resized to it, in pixels.");
    private static final Key<ImageFolder, Integer> WIDTH =
            Key.required("width", Types.integer(1, 10_000), ImageFolder::width, "Images are resized to it, in pixels.");
    private static final Key<ImageFolder, Boolean> GRAYSCALE = Key.of(
            "grayscale",
            Types.truth(),
            ImageFolder::grayscale,
            false,
            "One channel of brightness instead of three of colour.");
    private static final Key<ImageFolder, Optional<Path>> VALIDATION_PATH = Key.optional(
            "validationPath",
            Types.directory(),
            ImageFolder::validationPath,
            "A folder of the same classes with validation images.");
    private static final Key<ImageFolder, Optional<Path>> TEST_PATH = Key.optional(
            "testPath", Types.directory(), ImageFolder::testPath, "A folder of the same classes with test images.");
    private static final Key<ImageFolder, Optional<AugmentSpec>> AUGMENT =
            Key.optional("augment", AugmentDeclaration.TYPE, ImageFolder::augment, DataKeys.AUGMENT);

    private static final Key<ImageFolder, BadRecords> BAD_RECORDS = Key.of(
            "badRecords",
            new BadRecordsType(),
            ImageFolder::badRecords,
            BadRecords.FAIL,
            "What becomes of images that cannot be read: an error, or so many of a folder are left out and told; one more is"
                    + " an error.");

    static final ObjectType<ImageFolder> TYPE = ObjectType.<ImageFolder>named(
                    "imageFolder", "Images in folders whose names are the classes.")
            .key(PATH)
            .key(HEIGHT)
            .key(WIDTH)
            .key(GRAYSCALE)
            .key(DataKeys.VALIDATION)
            .key(VALIDATION_PATH)
            .key(DataKeys.TEST)
            .key(TEST_PATH)
            .key(AUGMENT)
            .key(BAD_RECORDS)
            .check((values, context) -> DataKeys.checkShares(VALIDATION_PATH, TEST_PATH, values, context))
            .build(values -> new ImageFolder(
                    values.get(PATH),
                    values.get(HEIGHT),
                    values.get(WIDTH),
                    values.get(GRAYSCALE),
                    values.get(DataKeys.VALIDATION),
                    values.get(VALIDATION_PATH),
                    values.get(DataKeys.TEST),
                    values.get(TEST_PATH),
                    values.get(AUGMENT),
                    values.get(BAD_RECORDS)));

    private ImageFolderDeclaration() {}
}
