package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.DataSpec.Missing;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.source.SampleReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The specification of a CSV file as it is by default, but for what a test wants otherwise. */
final class CsvSpec {
    private final Path file;
    private final String label;
    private Task task = Task.CLASSIFICATION;
    private double scale = 1;
    private boolean standardize;
    private List<Integer> shape = List.of();
    private Optional<Path> validation = Optional.empty();
    private Optional<Double> test = Optional.empty();
    private List<String> ignore = List.of();
    private double share = 0.2;
    private Missing missing = Missing.FAIL;
    private BadRecords badRecords = BadRecords.FAIL;
    private final Map<String, ColumnSpec> columns = new TreeMap<>();

    private CsvSpec(Path file, String label) {
        this.file = file;
        this.label = label;
    }

    static CsvSpec csv(Path file, String label) {
        return new CsvSpec(file, label);
    }

    CsvSpec regression() {
        task = Task.REGRESSION;
        return this;
    }

    CsvSpec share(double ofSamples) {
        share = ofSamples;
        return this;
    }

    CsvSpec skipMissing() {
        missing = Missing.SKIP;
        return this;
    }

    CsvSpec scale(double factor) {
        scale = factor;
        return this;
    }

    CsvSpec standardize() {
        standardize = true;
        return this;
    }

    CsvSpec shape(Integer... sizes) {
        shape = List.of(sizes);
        return this;
    }

    CsvSpec validation(Path path) {
        validation = Optional.of(path);
        return this;
    }

    CsvSpec test(double ofSamples) {
        test = Optional.of(ofSamples);
        return this;
    }

    CsvSpec ignore(String column) {
        ignore = List.of(column);
        return this;
    }

    CsvSpec skipBad(int most) {
        badRecords = new BadRecords(most);
        return this;
    }

    CsvSpec column(String name, ColumnSpec holds) {
        columns.put(name, holds);
        return this;
    }

    DataSpec.Csv build() {
        return new DataSpec.Csv(
                file,
                label,
                task,
                scale,
                standardize,
                shape,
                share,
                validation,
                ignore,
                missing,
                test,
                Optional.empty(),
                columns,
                badRecords);
    }

    LoadedData load() {
        return SampleReader.load(build());
    }

    LoadedData load(long seed) {
        return SampleReader.load(build(), seed);
    }

    /** The problems with which loading fails. */
    List<String> problems() {
        return SampleReader.problems(build());
    }
}
