package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.part.PartSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where samples come from; paths are absolute. */
public sealed interface DataSpec permits DataSpec.Drawn, Series {
    /** Whether the kept model is measured on samples that neither trained nor chose it. */
    boolean isTested();

    Task task();

    /** How training samples are varied; empty: not at all. */
    default Optional<AugmentSpec> augment() {
        return Optional.empty();
    }

    /** Data of which samples are held out by a draw, whatever their order. */
    sealed interface Drawn extends DataSpec permits Csv, Table, Idx, ImageFolder, Custom, Text {
        /** The share of samples held out for validation, in (0, 1); unused where validation data is given. */
        double validation();

        /** The share of samples that is kept for the test, in (0, 1); unused where test data is given. */
        Optional<Double> test();
    }

    /**
     * A CSV file with a header; every column but the label is a feature.
     *
     * @param label the name of the label's column
     * @param scale every feature is multiplied by it
     * @param shape the shape of one sample, such as 1×8×8, for networks that need one; empty: flat
     * @param validationPath a file of its own for validation
     * @param ignore columns that are not features
     * @param missing what becomes of a row with a missing value
     * @param testPath a file of its own for the test
     * @param columns what features hold, by their columns' names; numbers where nothing is said
     * @param badRecords what becomes of rows that cannot be read as that
     */
    record Csv(
            Path path,
            String label,
            Task task,
            double scale,
            boolean standardize,
            List<Integer> shape,
            double validation,
            Optional<Path> validationPath,
            List<String> ignore,
            Missing missing,
            Optional<Double> test,
            Optional<Path> testPath,
            Map<String, ColumnSpec> columns,
            BadRecords badRecords)
            implements Drawn {
        /** Of numbers alone. */
        public Csv(
                Path path,
                String label,
                Task task,
                double scale,
                boolean standardize,
                List<Integer> shape,
                double validation,
                Optional<Path> validationPath,
                List<String> ignore,
                Missing missing,
                Optional<Double> test,
                Optional<Path> testPath) {
            this(
                    path,
                    label,
                    task,
                    scale,
                    standardize,
                    shape,
                    validation,
                    validationPath,
                    ignore,
                    missing,
                    test,
                    testPath,
                    Map.of(),
                    BadRecords.FAIL);
        }

        @Override
        public boolean isTested() {
            return test.isPresent() || testPath.isPresent();
        }
    }

    /**
     * What a query selects of files, larger than memory where need be.
     *
     * @param files by the name of the query's table, a file or a pattern of files
     * @param query in DuckDB's SQL
     * @param rows what the rows of the result are; their path is {@link #RESULT}
     */
    record Table(Map<String, Path> files, String query, Csv rows) implements Drawn {
        /** Stands for the path of the rows, in messages as well. */
        public static final Path RESULT = Path.of("data.query");

        @Override
        public Task task() {
            return rows.task();
        }

        @Override
        public double validation() {
            return rows.validation();
        }

        @Override
        public Optional<Double> test() {
            return rows.test();
        }

        @Override
        public boolean isTested() {
            return rows.isTested();
        }
    }

    /** MNIST-style IDX files, plain or gzip. */
    record Idx(
            Path images,
            Path labels,
            Task task,
            double scale,
            double validation,
            Optional<Path> validationImages,
            Optional<Path> validationLabels,
            Optional<Double> test,
            Optional<Path> testImages,
            Optional<Path> testLabels,
            Optional<AugmentSpec> augment)
            implements Drawn {
        @Override
        public boolean isTested() {
            return test.isPresent() || testImages.isPresent();
        }
    }

    /**
     * A folder with one sub-folder a class; every image is resized to height × width.
     *
     * @param badRecords what becomes of images that cannot be read
     */
    record ImageFolder(
            Path path,
            int height,
            int width,
            boolean grayscale,
            double validation,
            Optional<Path> validationPath,
            Optional<Double> test,
            Optional<Path> testPath,
            Optional<AugmentSpec> augment,
            BadRecords badRecords)
            implements Drawn {
        /** Of images that can all be read. */
        public ImageFolder(
                Path path,
                int height,
                int width,
                boolean grayscale,
                double validation,
                Optional<Path> validationPath,
                Optional<Double> test,
                Optional<Path> testPath,
                Optional<AugmentSpec> augment) {
            this(path, height, width, grayscale, validation, validationPath, test, testPath, augment, BadRecords.FAIL);
        }

        @Override
        public boolean isTested() {
            return test.isPresent() || testPath.isPresent();
        }

        @Override
        public Task task() {
            return Task.CLASSIFICATION;
        }
    }

    /**
     * What a part of a user's own reads.
     *
     * @param validationOptions with which the part, above those that it has, gives data of its own for validation
     * @param testOptions likewise, for the test
     */
    record Custom(
            PartSpec part,
            Task task,
            double validation,
            Optional<Map<String, Object>> validationOptions,
            Optional<Double> test,
            Optional<Map<String, Object>> testOptions)
            implements Drawn {
        /** What gives data of its own for validation, where something does. */
        public Optional<PartSpec> validationPart() {
            return validationOptions.map(part::with);
        }

        /** What gives data of its own for the test, where something does. */
        public Optional<PartSpec> testPart() {
            return testOptions.map(part::with);
        }

        @Override
        public boolean isTested() {
            return test.isPresent() || testOptions.isPresent();
        }
    }

    /** What becomes of a row with a missing value. */
    enum Missing {
        FAIL,
        SKIP
    }
}
