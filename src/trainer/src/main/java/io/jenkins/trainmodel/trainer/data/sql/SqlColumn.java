package io.jenkins.trainmodel.trainer.data.sql;

import java.util.Set;

/**
 * A column of a result, and how its cells are asked for.
 *
 * @param type in SQL
 */
record SqlColumn(String name, String type) {
    private static final Set<String> EXACT = Set.of(
            "DOUBLE", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT");

    /** Whole numbers up to here are the same in float32 as in the shortest text that names them. */
    private static final String WHOLE = "1e7";

    /** Whether its cells are numbers, which need no text. */
    boolean isNumber() {
        return EXACT.contains(type) || type.equals("FLOAT") || isLong();
    }

    private boolean isLong() {
        return type.startsWith("DECIMAL") || type.endsWith("HUGEINT");
    }

    /** The text of a cell, as a CSV file would have it. */
    String text() {
        String cell = Sql.name(name);
        if (type.startsWith("TIMESTAMP WITH")) {
            return "strftime(make_timestamp(epoch_us(" + cell + ")), '%Y-%m-%dT%H:%M:%S.%fZ')";
        }
        return type.startsWith("TIMESTAMP")
                ? "strftime(" + cell + ", '%Y-%m-%dT%H:%M:%S.%f')"
                : "CAST(" + cell + " AS VARCHAR)";
    }

    /** The number in float64 that the {@link #text} of a cell stands for: of 0.1 in float32 that of 0.1, which is another. */
    String number() {
        String cell = Sql.name(name);
        String exactly = "CAST(" + cell + " AS DOUBLE)";
        if (EXACT.contains(type)) {
            return exactly;
        }
        String byText = "CAST(CAST(" + cell + " AS VARCHAR) AS DOUBLE)";
        return isLong()
                ? byText
                : "CASE WHEN %1$s = trunc(%1$s) AND abs(%1$s) < %2$s THEN %3$s ELSE %4$s END"
                        .formatted(cell, WHOLE, exactly, byText);
    }
}
