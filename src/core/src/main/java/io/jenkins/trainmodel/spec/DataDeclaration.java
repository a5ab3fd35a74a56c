package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.TrainingSpec.DataSpec;
import io.jenkins.trainmodel.spec.TrainingSpec.DataSpec.Csv;
import io.jenkins.trainmodel.spec.TrainingSpec.DataSpec.Idx;
import io.jenkins.trainmodel.spec.TrainingSpec.DataSpec.ImageFolder;
import io.jenkins.trainmodel.spec.TrainingSpec.Missing;
import io.jenkins.trainmodel.spec.TrainingSpec.Task;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The objects under {@code data}. */
final class DataDeclaration {
    private static final int MOST_COLUMNS = 100_000;
    private static final int MOST_DIMENSIONS = 4;
    private static final int LARGEST_DIMENSION = 1_000_000;
    private static final long LARGEST_SAMPLE = 1L << 30;

    private static final Key<DataSpec, Double> VALIDATION = Key.of(
            "validation",
            Types.between(0, 1),
            DataSpec::validation,
            0.2,
            "Share of the samples that is held out for validation, drawn with the seed; unused where validation data is given.");
    private static final Key<DataSpec, Optional<Double>> TEST = Key.optional(
            "test",
            Types.between(0, 1),
            DataSpec::test,
            "Share of the samples that is kept for the test, drawn with the seed: the model that is kept is measured on them"
                    + " once, at the end, and no rule sees them; unused where test data is given.");
    private static final Key<DataSpec, Task> TASK = Key.of(
            "task",
            Types.word(Task.class),
            DataSpec::task,
            Task.CLASSIFICATION,
            "Whether labels are classes or numbers.");

    private static final Key<Csv, Path> CSV_PATH =
            Key.required("path", Types.file(), Csv::path, "The file: comma-separated values with a header line.");
    private static final Key<Csv, String> LABEL = Key.required(
            "label", Types.text("the name of the label's column", 1000), Csv::label, "The column to predict.");
    private static final Key<Csv, Double> CSV_SCALE =
            Key.of("scale", Types.number(), Csv::scale, 1.0, "Every feature is multiplied by it.");
    private static final Key<Csv, Boolean> STANDARDIZE = Key.of(
            "standardize",
            Types.truth(),
            Csv::standardize,
            false,
            "Whether every feature is shifted and scaled to mean 0 and standard deviation 1 over the training samples.");
    private static final Key<Csv, List<Integer>> SHAPE = Key.of(
            "shape",
            Types.list(Types.integer(1, LARGEST_DIMENSION), 0, MOST_DIMENSIONS),
            Csv::shape,
            List.of(),
            "The shape of one sample, such as [1, 8, 8] (channels, height, width); empty: flat.");
    private static final Key<Csv, Optional<Path>> CSV_VALIDATION_PATH = Key.optional(
            "validationPath", Types.file(), Csv::validationPath, "A file of the same columns with validation data.");
    private static final Key<Csv, Optional<Path>> CSV_TEST_PATH =
            Key.optional("testPath", Types.file(), Csv::testPath, "A file of the same columns with test data.");
    private static final Key<Csv, List<String>> IGNORE = Key.of(
            "ignore",
            Types.list(Types.text("the name of a column", 1000), 0, MOST_COLUMNS),
            Csv::ignore,
            List.of(),
            "Columns that are not features.");

    private static final Key<Csv, Missing> MISSING = Key.of(
            "missing",
            Types.word(Missing.class),
            Csv::missing,
            Missing.FAIL,
            "What becomes of a row with a missing value: an error, or it is left out.");

    private static final Key<Idx, Path> IMAGES =
            Key.required("images", Types.file(), Idx::images, "The IDX file of the images, plain or gzip.");
    private static final Key<Idx, Path> LABELS =
            Key.required("labels", Types.file(), Idx::labels, "The IDX file of the labels, plain or gzip.");
    private static final Key<Idx, Double> IDX_SCALE = Key.of(
            "scale", Types.number(), Idx::scale, 1.0 / 255, "Every pixel is multiplied by it; the default is 1/255.");
    private static final Key<Idx, Optional<Path>> VALIDATION_IMAGES = Key.optional(
            "validationImages", Types.file(), Idx::validationImages, "The IDX file of the validation images.");
    private static final Key<Idx, Optional<Path>> VALIDATION_LABELS = Key.optional(
            "validationLabels", Types.file(), Idx::validationLabels, "The IDX file of the validation labels.");
    private static final Key<Idx, Optional<Path>> TEST_IMAGES =
            Key.optional("testImages", Types.file(), Idx::testImages, "The IDX file of the test images.");
    private static final Key<Idx, Optional<Path>> TEST_LABELS =
            Key.optional("testLabels", Types.file(), Idx::testLabels, "The IDX file of the test labels.");

    private static final Key<ImageFolder, Path> FOLDER = Key.required(
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
    private static final Key<ImageFolder, Optional<Path>> FOLDER_VALIDATION_PATH = Key.optional(
            "validationPath",
            Types.directory(),
            ImageFolder::validationPath,
            "A folder of the same classes with validation images.");
    private static final Key<ImageFolder, Optional<Path>> FOLDER_TEST_PATH = Key.optional(
            "testPath", Types.directory(), ImageFolder::testPath, "A folder of the same classes with test images.");

    private static final ObjectType<Csv> CSV = ObjectType.<Csv>named("csv", "A table of numbers in a text file.")
            .key(CSV_PATH)
            .key(LABEL)
            .key(TASK)
            .key(CSV_SCALE)
            .key(STANDARDIZE)
            .key(SHAPE)
            .key(VALIDATION)
            .key(CSV_VALIDATION_PATH)
            .key(IGNORE)
            .key(MISSING)
            .key(TEST)
            .key(CSV_TEST_PATH)
            .check(DataDeclaration::checkTest)
            .check(DataDeclaration::checkScale)
            .check(DataDeclaration::checkShape)
            .check(DataDeclaration::checkIgnore)
            .build(values -> new Csv(
                    values.get(CSV_PATH),
                    values.get(LABEL),
                    values.get(TASK),
                    values.get(CSV_SCALE),
                    values.get(STANDARDIZE),
                    values.get(SHAPE),
                    values.get(VALIDATION),
                    values.get(CSV_VALIDATION_PATH),
                    values.get(IGNORE),
                    values.get(MISSING),
                    values.get(TEST),
                    values.get(CSV_TEST_PATH)));

    private static final ObjectType<Idx> IDX = ObjectType.<Idx>named("idx", "MNIST-style IDX files.")
            .key(IMAGES)
            .key(LABELS)
            .key(TASK)
            .key(IDX_SCALE)
            .key(VALIDATION)
            .key(VALIDATION_IMAGES)
            .key(VALIDATION_LABELS)
            .key(TEST)
            .key(TEST_IMAGES)
            .key(TEST_LABELS)
            .check(DataDeclaration::checkTest)
            .check((values, context) -> checkPair(values, context, VALIDATION_IMAGES, VALIDATION_LABELS))
            .check((values, context) -> checkPair(values, context, TEST_IMAGES, TEST_LABELS))
            .build(values -> new Idx(
                    values.get(IMAGES),
                    values.get(LABELS),
                    values.get(TASK),
                    values.get(IDX_SCALE),
                    values.get(VALIDATION),
                    values.get(VALIDATION_IMAGES),
                    values.get(VALIDATION_LABELS),
                    values.get(TEST),
                    values.get(TEST_IMAGES),
                    values.get(TEST_LABELS)));

    private static final ObjectType<ImageFolder> IMAGE_FOLDER = ObjectType.<ImageFolder>named(
                    "imageFolder", "Images in folders whose names are the classes.")
            .key(FOLDER)
            .key(HEIGHT)
            .key(WIDTH)
            .key(GRAYSCALE)
            .key(VALIDATION)
            .key(FOLDER_VALIDATION_PATH)
            .key(TEST)
            .key(FOLDER_TEST_PATH)
            .check(DataDeclaration::checkTest)
            .build(values -> new ImageFolder(
                    values.get(FOLDER),
                    values.get(HEIGHT),
                    values.get(WIDTH),
                    values.get(GRAYSCALE),
                    values.get(VALIDATION),
                    values.get(FOLDER_VALIDATION_PATH),
                    values.get(TEST),
                    values.get(FOLDER_TEST_PATH)));

    static final ValueType<DataSpec> TYPE = new VariantsType<>(List.of(
            Variant.of(Csv.class, CSV), Variant.of(Idx.class, IDX), Variant.of(ImageFolder.class, IMAGE_FOLDER)));

    private DataDeclaration() {}

    /** The task of the specification, also where other keys of the data are wrong. */
    static Task task(ReadContext context) {
        return context.find(TASK).orElse(Task.CLASSIFICATION);
    }

    private static void checkScale(Values values, ReadContext context) {
        if (values.find(CSV_SCALE).filter(scale -> scale == 0).isPresent()) {
            context.reportFound(values.node(CSV_SCALE), "a number other than 0");
        }
    }

    private static void checkShape(Values values, ReadContext context) {
        double size = values.find(SHAPE).orElse(List.of()).stream()
                .mapToDouble(Integer::doubleValue)
                .reduce(1, (one, other) -> one * other);
        if (size > LARGEST_SAMPLE) {
            context.report(
                    values.node(SHAPE),
                    String.format(Locale.ROOT, "a shape of %.0f values", size),
                    "at most " + LARGEST_SAMPLE + " values a sample");
        }
    }

    private static void checkIgnore(Values values, ReadContext context) {
        if (values.find(LABEL)
                .filter(values.find(IGNORE).orElse(List.of())::contains)
                .isPresent()) {
            context.report(values.node(IGNORE), "the label's column", "other columns");
        }
    }

    private static void checkTest(Values values, ReadContext context) {
        double held = values.find(VALIDATION).orElse(0.0)
                + values.find(TEST).flatMap(share -> share).orElse(0.0);
        if (held >= 1) {
            context.report(
                    values.node(TEST), "with validation all of the samples", "a share that leaves some to train with");
        }
    }

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
