package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.trainer.data.column.Dictionary;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.util.Locale;
import java.util.Set;

/**
 * A cell that holds nothing which its column can take. What is wrong with it is one thing; what can be done about it is another where
 * a model has learned from the column: then nothing but the cell can be changed any more.
 */
record BadCell(String cell, Fault fault) {
    private static final Set<String> INFINITE = Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

    /** What is wrong, what can be done about it in a specification, and what where a model is asked. */
    enum Fault {
        NUMBER_MISSING(
                "",
                ", a number is needed; fill it in, remove the row, leave such rows out by missing: skip, give the column"
                        + " missing: mean, or add it to ignore",
                Fault.NOT_LEARNED),
        CATEGORY_MISSING(
                "",
                "; fill it in, leave such rows out by missing: skip, or give the column missing: category",
                Fault.NOT_LEARNED),
        DATE_MISSING(
                "",
                "; fill it in, leave such rows out by missing: skip, or give the column missing: mean",
                Fault.NOT_LEARNED),
        NO_NUMBER(
                " is not a number",
                "; say under columns what the column holds (category or date), or add it to ignore",
                ", which the model has learned of this column; correct it or remove the row"),
        INFINITE(" is not finite", "; replace it or remove the row", "; replace it or remove the row"),
        OUT_OF_RANGE(
                " is beyond the range of float32",
                "; use a smaller scale",
                " as the model scales it; correct it or remove the row"),
        NO_DATE(
                " is no date as the column's format says, or as ISO 8601 where it says none",
                "; correct it, or give the column its format",
                "; correct it or remove the row"),
        LONG_CATEGORY(
                " is too long for a category, at most " + CellReader.Words.LONGEST,
                "; is a quote missing?",
                "; correct it or remove the row"),
        MANY_CATEGORIES(
                "more than " + Dictionary.MOST + " different values, which is no category; add the column to ignore",
                "",
                "");

        private static final String NOT_LEARNED =
                ", and the model has not learned what to make of that; fill it in or remove the row";

        private final String fact;
        private final String toSpecify;
        private final String toAsk;

        Fault(String fact, String toSpecify, String toAsk) {
            this.fact = fact;
            this.toSpecify = toSpecify;
            this.toAsk = toAsk;
        }
    }

    /** A cell that is no finite number of float32. */
    static BadCell noNumber(String cell) {
        if (CsvCell.isMissing(cell)) {
            return new BadCell(cell, Fault.NUMBER_MISSING);
        }
        if (CsvCell.isNumber(cell)) {
            return new BadCell(cell, Fault.OUT_OF_RANGE);
        }
        return new BadCell(cell, INFINITE.contains(cell.toLowerCase(Locale.ROOT)) ? Fault.INFINITE : Fault.NO_NUMBER);
    }

    /** In data that is to be learned. */
    String inTraining() {
        return fact() + fault.toSpecify;
    }

    /** In data that a model is asked about. */
    String whereAsked() {
        return fact() + fault.toAsk;
    }

    private String fact() {
        if (fault.fact.isEmpty()) {
            return cell.isEmpty() ? "the cell is empty" : Quoted.of(cell) + " stands for a missing value";
        }
        return fault == Fault.MANY_CATEGORIES ? fault.fact : Quoted.of(cell) + fault.fact;
    }
}
