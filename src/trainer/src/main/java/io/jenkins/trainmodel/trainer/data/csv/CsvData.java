package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.column.RawColumn;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.DiskRows;
import io.jenkins.trainmodel.trainer.data.rows.DoubleRows;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.table.Assembly;
import io.jenkins.trainmodel.trainer.data.table.EncodingColumns;
import io.jenkins.trainmodel.trainer.data.table.Preparation;
import io.jenkins.trainmodel.trainer.data.table.SampleTable;
import io.jenkins.trainmodel.trainer.data.table.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Data in CSV files. */
public final class CsvData {
    private final DataSpec.Csv spec;
    private final Function<Path, TableFile> files;
    private final MemoryBudget budget;
    private final Optional<Path> disk;
    private final LoadProgress progress;
    private final List<DataFile> read = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<DiskRows> kept = new ArrayList<>();
    private CsvColumns columns;
    private boolean encoded;
    private List<RawColumn> raw = List.of();

    public CsvData(DataSpec.Csv spec, Tables files, MemoryBudget budget) {
        this(spec, files::open, budget, Optional.empty(), files.progress());
    }

    /**
     * Of whatever gives rows.
     *
     * @param files opens what lies at a path
     * @param disk the folder where rows are kept; empty: the heap
     * @param progress is told how far learning from the rows has come
     */
    public CsvData(
            DataSpec.Csv spec,
            Function<Path, TableFile> files,
            MemoryBudget budget,
            Optional<Path> disk,
            LoadProgress progress) {
        this.spec = spec;
        this.files = files;
        this.budget = budget;
        this.disk = disk;
        this.progress = progress;
    }

    public LoadedData load(long seed, Optional<Expectation> expected) {
        try {
            return readAll(seed, expected);
        } catch (RuntimeException | Error failure) {
            kept.forEach(DiskRows::close);
            throw failure;
        }
    }

    private LoadedData readAll(long seed, Optional<Expectation> expected) {
        encoded = isEncoded(expected);
        SampleTable table = read(spec.path(), file -> {
            columns = CsvColumns.read(file, spec, expected);
            requireShape(file);
            raw = RawColumn.of(spec, columns.featureNames());
            return columns;
        });
        Optional<SampleTable> held = spec.validationPath().map(path -> read(path, file -> columns.readSame(file)));
        Optional<SampleTable> test = spec.testPath().map(path -> read(path, file -> columns.readSame(file)));
        LoadedData data = new Assembly(
                        Sources.of(table, held, test, spec, seed), spec.validation(), seed, expected, warnings)
                .assemble(spec.shape(), preparation(expected), read);
        requireShape(data.train().featuresPerSample());
        return data;
    }

    private Preparation preparation(Optional<Expectation> expected) {
        if (encoded) {
            return new EncodingColumns(
                    "the columns as data.columns says, numbers multiplied by " + spec.scale()
                            + ", times and whatever is standardized with the training samples' statistics",
                    raw,
                    spec.scale(),
                    spec.standardize(),
                    expected,
                    progress);
        }
        Preprocessing scaling = Preprocessing.scaled(
                "the columns as numbers, multiplied by " + spec.scale(), columns.featureNames(), spec.scale());
        return spec.standardize() ? Preparation.standardizing(scaling, progress) : Preparation.done(scaling);
    }

    /** Also where a model was taught otherwise, so that the difference is told, and of rows on the disk, which stay as they were read. */
    private boolean isEncoded(Optional<Expectation> expected) {
        return !spec.columns().isEmpty()
                || disk.isPresent()
                || expected.filter(model -> !model.signature().encodings().isEmpty())
                        .isPresent();
    }

    private SampleTable read(Path path, Function<TableFile, CsvColumns> header) {
        try (TableFile file = files.apply(path)) {
            CsvColumns found = header.apply(file);
            CsvFeatures features = features(path.toString(), RowReader.width(raw));
            SampleTable table = new CsvTable(file, found, raw, spec, features, budget).read(warnings);
            read.addAll(file.files());
            return table;
        }
    }

    private CsvFeatures features(String source, int width) {
        if (disk.isPresent()) {
            DiskRows rows = DiskRows.in(disk.get(), source, width);
            kept.add(rows);
            return new CsvFeatures.OnDisk(rows);
        }
        return encoded || spec.standardize()
                ? new CsvFeatures.Doubles(new DoubleRows(source, width, budget))
                : new CsvFeatures.Floats(new FloatRows(source, width, budget), new float[width]);
    }

    /** Where every column is a feature; what columns become otherwise is known when they were read. */
    private void requireShape(TableFile file) {
        if (spec.columns().isEmpty() && isOtherThan(columns.features().size())) {
            throw new DataException(file.place() + ": the shape " + spec.shape() + " has " + elements()
                    + " elements, but there are " + columns.features().size()
                    + " feature columns; correct the shape, or add columns to ignore");
        }
    }

    private void requireShape(int features) {
        if (isOtherThan(features)) {
            throw new DataException(spec.path() + ": the shape " + spec.shape() + " has " + elements()
                    + " elements, but the columns become " + features
                    + " features; correct the shape, or leave it out");
        }
    }

    private boolean isOtherThan(int features) {
        return !spec.shape().isEmpty() && elements() != features;
    }

    private long elements() {
        return spec.shape().stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
    }
}
