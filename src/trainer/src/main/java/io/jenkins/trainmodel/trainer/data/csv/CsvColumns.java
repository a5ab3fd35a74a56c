package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of a CSV file are for.
 *
 * @param header the names of all columns
 * @param label the index of the label's column
 * @param features the indices of the feature columns, in the order of the sample
 */
record CsvColumns(CsvHeader header, int label, List<Integer> features) {
    /** Reads the header of a training file; the features come in the order of the model that is to go on with them. */
    static CsvColumns read(TableFile file, DataSpec.Csv spec, Optional<Expectation> expected) {
        CsvHeader header = CsvHeader.read(file);
        Problems problems = new Problems();
        header.requireDistinct(problems);
        header.require("the label", spec.label(), problems);
        spec.ignore().forEach(name -> header.require("a column to ignore", name, problems));
        spec.columns().keySet().stream()
                .sorted()
                .forEach(name -> header.require("a column of data.columns", name, problems));
        problems.throwIfAny();
        List<String> names = header.names();
        CsvColumns columns = new CsvColumns(header, names.indexOf(spec.label()), features(names, spec));
        if (columns.features.isEmpty()) {
            throw new DataException(file.place() + ": no column is left as a feature besides the label "
                    + Quoted.of(spec.label()) + "; the header is " + Listing.of(names));
        }
        return expected.map(model -> columns.inOrder(model.columns(file.path().toString(), columns.featureNames())))
                .orElse(columns);
    }

    private CsvColumns inOrder(List<String> names) {
        return new CsvColumns(
                header, label, names.stream().map(header.names()::indexOf).toList());
    }

    /** Reads the header of a validation file: the same columns, in any order. */
    CsvColumns readSame(TableFile file) {
        CsvHeader other = CsvHeader.read(file);
        Problems problems = new Problems();
        String labelName = header.names().get(label);
        other.requireDistinct(problems);
        other.require("the label", labelName, problems);
        featureNames().forEach(name -> other.require("a feature", name, problems));
        problems.throwIfAny();
        List<Integer> same = featureNames().stream().map(other.names()::indexOf).toList();
        return new CsvColumns(other, other.names().indexOf(labelName), same);
    }

    List<String> featureNames() {
        return features.stream().map(header.names()::get).toList();
    }

    private static List<Integer> features(List<String> header, DataSpec.Csv spec) {
        List<Integer> features = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            if (!name.equals(spec.label()) && !spec.ignore().contains(name)) {
                features.add(column);
            }
        }
        return List.copyOf(features);
    }
}
