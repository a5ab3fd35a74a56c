package io.jenkins.trainmodel.trainer.data.column;

import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.spec.data.ColumnSpec.Missing;
import io.jenkins.trainmodel.spec.data.DataSpec;
import java.util.List;
import java.util.Optional;

/**
 * A column as it is read, before anything is learned of it.
 *
 * @param missing what becomes of a value that is missing
 * @param words those that were read of a category, whichever file they stand in
 */
public record RawColumn(String name, ColumnSpec holds, Missing missing, Dictionary words) {
    private static final ColumnSpec NUMBERS = new ColumnSpec.Numbers(Optional.empty());

    /** Of the columns of these names. */
    public static List<RawColumn> of(DataSpec.Csv spec, List<String> names) {
        return names.stream().map(name -> of(spec, name, new Dictionary())).toList();
    }

    /** Of the columns that a model has learned. */
    public static List<RawColumn> learned(DataSpec.Csv spec, List<String> columns, List<ColumnEncoding> learned) {
        return learned.isEmpty()
                ? of(spec, columns)
                : learned.stream()
                        .map(encoding -> of(spec, encoding.column(), words(encoding)))
                        .toList();
    }

    private static Dictionary words(ColumnEncoding encoding) {
        return encoding instanceof ColumnEncoding.Category category
                ? Dictionary.of(category.values())
                : new Dictionary();
    }

    private static RawColumn of(DataSpec.Csv spec, String name, Dictionary words) {
        Missing usual = spec.missing() == DataSpec.Missing.SKIP ? Missing.SKIP : Missing.FAIL;
        ColumnSpec holds = spec.columns().getOrDefault(name, NUMBERS);
        return new RawColumn(name, holds, holds.missing().orElse(usual), words);
    }

    /** Numbers that a cell is read as. */
    public int cells() {
        return holds instanceof ColumnSpec.Date date ? 1 + 2 * date.calendar().size() : 1;
    }

    /** Whether a missing value becomes one that was learned. */
    public boolean isFilled() {
        return missing != Missing.FAIL && missing != Missing.SKIP;
    }

    /** Whether a feature tells where a value is missing. */
    public boolean isFlagged() {
        return missing == Missing.FLAG || missing == Missing.CATEGORY;
    }
}
