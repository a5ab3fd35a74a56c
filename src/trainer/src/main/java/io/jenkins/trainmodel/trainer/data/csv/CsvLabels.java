package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** The labels of a file while it is read. */
sealed interface CsvLabels {
    /** @param problems takes what is wrong with the label of a row */
    static CsvLabels of(Task task, Consumer<String> problems) {
        return task == Task.CLASSIFICATION ? new Classes(problems) : new Numbers(problems);
    }

    /** Tells whether the cell holds no label, as far as that can be told from the cell alone. */
    boolean isMissing(String cell);

    /** Adds a label; false if it is none, which is noted as a problem. */
    boolean add(String cell, Supplier<String> place);

    /** What only the whole file tells. */
    void close(MissingRows missing, Problems ofFile, List<String> warnings);

    RawLabels raw();

    /** What is said of a row without a label. */
    private static String missing(String place, String cell) {
        return place + ": "
                + (cell.isEmpty() ? "the label is empty" : Quoted.of(cell) + " stands for a missing label")
                + "; fill it in, remove the row, or leave such rows out by missing: skip";
    }

    /** Names of classes. */
    final class Classes implements CsvLabels {
        private static final int LONGEST = 1000;

        private final RawLabels.Named names = new RawLabels.Named();
        private final Consumer<String> problems;

        Classes(Consumer<String> problems) {
            this.problems = problems;
        }

        @Override
        public boolean isMissing(String cell) {
            return CsvCell.isMissingAmongText(cell);
        }

        @Override
        public boolean add(String cell, Supplier<String> place) {
            if (isMissing(cell)) {
                problems.accept(missing(place.get(), cell));
                return false;
            }
            if (cell.length() > LONGEST) {
                problems.accept(place.get() + ": " + Quoted.of(cell) + " is too long for the name of a class, at most "
                        + LONGEST + "; is a quote missing?");
                return false;
            }
            names.add(cell, place);
            return true;
        }

        /** Words such as {@code none} are classes among words, and stand for a missing label among numbers. */
        @Override
        public void close(MissingRows missing, Problems ofFile, List<String> warnings) {
            List<String> words = names.names().stream()
                    .filter(CsvCell::isMissingAmongNumbers)
                    .toList();
            if (words.isEmpty()) {
                return;
            }
            boolean numbers = words.size() < names.names().size()
                    && names.names().stream().allMatch(name -> words.contains(name) || CsvCell.isNumber(name));
            if (!numbers) {
                warnings.add(names.firstPlace(words.get(0)) + ": " + Listing.of(words)
                        + " is taken for the name of a class; where a label is missing, leave the cell empty");
            } else if (missing.areSkipped()) {
                names.drop(words);
                words.forEach(word -> warnings.add(names.firstPlace(word) + ": rows with " + Quoted.of(word)
                        + " were left out for a missing label"));
            } else {
                words.forEach(word -> ofFile.add(missing(names.firstPlace(word), word)));
            }
        }

        @Override
        public RawLabels raw() {
            return names;
        }
    }

    /** Numbers to predict. */
    final class Numbers implements CsvLabels {
        private final DoubleStream.Builder values = DoubleStream.builder();
        private final Consumer<String> problems;

        Numbers(Consumer<String> problems) {
            this.problems = problems;
        }

        @Override
        public boolean isMissing(String cell) {
            return CsvCell.isMissing(cell);
        }

        @Override
        public boolean add(String cell, Supplier<String> place) {
            double value = CsvCell.parse(cell);
            if (!Float.isFinite((float) value)) {
                problems.accept(problem(place.get(), cell, value));
                return false;
            }
            values.add(value);
            return true;
        }

        /** What helps a feature does not help a label: it can neither be left out nor be given the mean. */
        private String problem(String place, String cell, double value) {
            if (isMissing(cell)) {
                return missing(place, cell);
            }
            return place + ": " + Quoted.of(cell)
                    + (Double.isNaN(value)
                            ? " is no number, and numbers are to be predicted; correct it, remove the row, or set task:"
                                    + " classification if the labels are names"
                            : " is beyond the range of float32; give the label another unit");
        }

        @Override
        public void close(MissingRows missing, Problems ofFile, List<String> warnings) {
            // every cell has been judged by itself
        }

        @Override
        public RawLabels raw() {
            return new RawLabels.Numbers(values.build().toArray());
        }
    }
}
