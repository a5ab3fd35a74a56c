package io.jenkins.plugins.trainmodel.notice;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A small table for people.
 *
 * @param rows each with as many cells as there are headings, as plain words
 */
record WordTable(List<String> headings, List<List<String>> rows) {

    /** The table; a row without headings is nothing to read. */
    String in(Markup markup) {
        return rows.isEmpty()
                ? ""
                : switch (markup) {
                    case TEXT -> text();
                    case HTML -> html();
                    case MARKDOWN -> markdown();
                };
    }

    /** A row a line; the first cell names it, and what has no value is left out. */
    private String text() {
        return rows.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder(row.get(0));
        for (int i = 1; i < row.size(); i++) {
            if (!row.get(i).isEmpty()) {
                line.append(i == 1 ? ": " : ", ");
                line.append(i == 1 ? "" : headings.get(i) + " ").append(row.get(i));
            }
        }
        return line.toString();
    }

    private String html() {
        String head = headings.stream()
                .map(heading -> cell("th", heading))
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
        return rows.stream()
                .map(row ->
                        row.stream().map(value -> cell("td", value)).collect(Collectors.joining("", "<tr>", "</tr>\n")))
                .collect(Collectors.joining(
                        "", "<table border=\"1\" cellpadding=\"4\" cellspacing=\"0\">\n" + head, "</table>"));
    }

    private static String cell(String tag, String value) {
        return "<%s align=\"left\">%s</%s>".formatted(tag, Markup.HTML.escape(value), tag);
    }

    private String markdown() {
        String head =
                row(headings) + headings.stream().map(unused -> " --- ").collect(Collectors.joining("|", "|", "|\n"));
        return rows.stream().map(WordTable::row).collect(Collectors.joining("", head, ""));
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(value -> " " + Markup.MARKDOWN.escape(value) + " ")
                .collect(Collectors.joining("|", "|", "|\n"));
    }
}
