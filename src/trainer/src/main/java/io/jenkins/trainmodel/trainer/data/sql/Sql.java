package io.jenkins.trainmodel.trainer.data.sql;

import java.nio.file.Path;

/** Parts of a query, so quoted that they are what they say. */
public final class Sql {
    private Sql() {}

    /** The name of a column or a table. */
    public static String name(String name) {
        return quoted(name, '"');
    }

    public static String text(String text) {
        return quoted(text, '\'');
    }

    /** A file that is read, whose name is no pattern: what would be one stands for itself in brackets. */
    public static String file(Path file) {
        return text(file.toString().replaceAll("[*?\\[]", "[$0]"));
    }

    private static String quoted(String text, char mark) {
        return mark + text.replace(String.valueOf(mark), String.valueOf(mark) + mark) + mark;
    }
}
