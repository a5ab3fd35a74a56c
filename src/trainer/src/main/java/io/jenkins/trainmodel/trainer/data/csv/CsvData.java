package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.file.Fingerprint;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.table.Assembly;
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
    private final Tables files;
    private final MemoryBudget budget;
    private final List<String> fingerprints = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private CsvColumns columns;

    public CsvData(DataSpec.Csv spec, Tables files, MemoryBudget budget) {
        this.spec = spec;
        this.files = files;
        this.budget = budget;
    }

    public LoadedData load(long seed, Optional<Expectation> expected) {
        SampleTable table = read(spec.path(), file -> {
            columns = CsvColumns.read(file, spec, expected);
            requireShape(file);
            return columns;
        });
        Optional<SampleTable> held = spec.validationPath().map(path -> read(path, file -> columns.readSame(file)));
        Preprocessing scaling = Preprocessing.scaled(
                "the columns as numbers, multiplied by " + spec.scale(), columns.featureNames(), spec.scale());
        Optional<SampleTable> test = spec.testPath().map(path -> read(path, file -> columns.readSame(file)));
        return new Assembly(Sources.of(table, held, test, spec, seed), spec.validation(), seed, expected, warnings)
                .assemble(shape(), scaling, spec.standardize(), Fingerprint.of(fingerprints));
    }

    private SampleTable read(Path path, Function<TableFile, CsvColumns> header) {
        try (TableFile file = files.open(path)) {
            SampleTable table = new CsvTable(file, header.apply(file), spec, budget).read(warnings);
            fingerprints.add(file.fingerprint());
            return table;
        }
    }

    private List<Integer> shape() {
        return spec.shape().isEmpty() ? List.of(columns.features().size()) : spec.shape();
    }

    private void requireShape(TableFile file) {
        long elements = spec.shape().stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
        if (!spec.shape().isEmpty() && elements != columns.features().size()) {
            throw new DataException(file.place() + ": the shape " + spec.shape() + " has " + elements
                    + " elements, but there are " + columns.features().size()
                    + " feature columns; correct the shape, or add columns to ignore");
        }
    }
}
