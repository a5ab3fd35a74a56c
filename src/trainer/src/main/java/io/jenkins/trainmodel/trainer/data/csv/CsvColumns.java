package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.problem.Suggestion;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a CSV file are for.
 *
 * @param header all names, in the file's order
 * @param label the index of the label's column
 * @param features the indices of the feature columns, in the order of the sample
 */
record CsvColumns(List<String> header, int label, List<Integer> features) {
    private static final int LONGEST_NAME = 1000;

    /** Reads the header of a training file; the features come in the order of the model that is to go on with them. */
    static CsvColumns read(CsvFile file, DataSpec.Csv spec, Optional<Expectation> expected) {
        List<String> header = header(file);
        Problems problems = new Problems();
        requireDistinct(file, header, problems);
        requireKnown(file, header, "the label", spec.label(), problems);
        spec.ignore().forEach(name -> requireKnown(file, header, "a column to ignore", name, problems));
        problems.throwIfAny();
        CsvColumns columns = new CsvColumns(header, header.indexOf(spec.label()), features(header, spec));
        if (columns.features.isEmpty()) {
            throw new DataException(file.place() + ": no column is left as a feature besides the label "
                    + Quoted.of(spec.label()) + "; the header is " + Listing.of(header));
        }
        return expected.map(model -> columns.inOrder(model.columns(file.path().toString(), columns.featureNames())))
                .orElse(columns);
    }

    private CsvColumns inOrder(List<String> names) {
        return new CsvColumns(header, label, names.stream().map(header::indexOf).toList());
    }

    /** Reads the header of a validation file: the same columns, in any order. */
    CsvColumns readSame(CsvFile file) {
        List<String> other = header(file);
        Problems problems = new Problems();
        requireDistinct(file, other, problems);
        requireKnown(file, other, "the label", header.get(label), problems);
        features.forEach(index -> requireKnown(file, other, "a feature", header.get(index), problems));
        problems.throwIfAny();
        List<Integer> same =
                features.stream().map(index -> other.indexOf(header.get(index))).toList();
        return new CsvColumns(other, other.indexOf(header.get(label)), same);
    }

    List<String> featureNames() {
        return features.stream().map(header::get).toList();
    }

    private static List<String> header(CsvFile file) {
        return file.next()
                .map(row -> row.toList())
                .orElseThrow(() -> new DataException(file.path()
                        + ": the file is empty; the first line must name the columns, every further line is a sample"));
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

    private static void requireDistinct(CsvFile file, List<String> header, Problems problems) {
        Set<String> names = new HashSet<>();
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            if (name.isEmpty()) {
                problems.add(file.place() + ": column " + (column + 1) + " has no name; give it one");
            } else if (name.length() > LONGEST_NAME) {
                problems.add(file.place() + ": column " + (column + 1) + " has a name of " + name.length()
                        + " characters, more than " + LONGEST_NAME + "; shorten it");
            } else if (!names.add(name)) {
                problems.add(file.place() + ": two columns are called " + Quoted.of(name) + "; rename one");
            }
        }
    }

    private static void requireKnown(CsvFile file, List<String> header, String role, String name, Problems problems) {
        if (!header.contains(name)) {
            problems.add(file.place() + ": no column " + Quoted.of(name) + " (" + role + "); the header has "
                    + Listing.of(header) + hint(header, name));
        }
    }

    /** Names of a sane length: the header is not ours, and comparing takes time with the square of it. */
    private static List<String> readable(List<String> header) {
        return header.stream().filter(name -> name.length() <= 100).toList();
    }

    private static String hint(List<String> header, String name) {
        if (header.size() == 1 && (header.get(0).contains(";") || header.get(0).contains("\t"))) {
            return "; cells must be separated by commas";
        }
        if (header.stream().allMatch(CsvCell::isNumber)) {
            return "; these are numbers: the first line must name the columns";
        }
        return Suggestion.nearest(name, readable(header))
                .map(closest -> "; did you mean " + Quoted.of(closest) + "?")
                .orElse("");
    }
}
