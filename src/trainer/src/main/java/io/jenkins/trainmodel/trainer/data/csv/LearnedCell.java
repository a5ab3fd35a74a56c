package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;

/** What is wrong with a cell that a model is to be asked about: what becomes of it was settled when the model learned. */
final class LearnedCell {
    private LearnedCell() {}

    /** Says what is wrong with a cell of a column, and what can be done about it here. */
    static String explain(String cell, ColumnSpec holds) {
        boolean category = holds instanceof ColumnSpec.Category;
        if (category ? CsvCell.isMissingAmongText(cell) : CsvCell.isMissing(cell)) {
            return (cell.isEmpty() ? "the cell is empty" : Quoted.of(cell) + " stands for a missing value")
                    + ", and the model has not learned what to make of that; fill it in or remove the row";
        }
        return Quoted.of(cell) + wrong(cell, holds) + "; correct it or remove the row";
    }

    private static String wrong(String cell, ColumnSpec holds) {
        if (holds instanceof ColumnSpec.Category) {
            return " is too long for a category of the model";
        }
        if (holds instanceof ColumnSpec.Date) {
            return " is no date in the format that the model has learned";
        }
        return CsvCell.isNumber(cell)
                ? " is beyond the range of float32 as the model scales it"
                : " is not a number, which the model has learned of this column";
    }
}
