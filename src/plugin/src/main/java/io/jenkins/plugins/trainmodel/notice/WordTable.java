package io.jenkins.plugins.trainmodel.notice;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A small table for people.
 *
 * @param rows each with as many cells as there are headings, as plain words
 */
record WordTable(List<String> headings, List<List<String>> rows) {
    /** Mail programs know no style sheets, and each knows one of the two. */
    private static final String LINES =
            "border=\"1\" cellpadding=\"4\" cellspacing=\"0\" style=\"border-collapse: collapse; margin-bottom: 1em\"";

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
        String head = titles().stream()
                .map(heading -> cell("th", heading))
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
        return rows.stream()
                .map(row ->
                        row.stream().map(value -> cell("td", value)).collect(Collectors.joining("", "<tr>", "</tr>\n")))
                .collect(Collectors.joining("", "<table " + LINES + ">\n" + head, "</table>"));
    }

    /** The headings as they stand over columns, where they are not part of a sentence. */
    private List<String> titles() {
        return headings.stream()
                .map(heading -> heading.substring(0, 1).toUpperCase(Locale.ROOT) + heading.substring(1))
                .toList();
    }

    private static String cell(String tag, String value) {
        return "<%s align=\"left\">%s</%s>".formatted(tag, Markup.HTML.escape(value), tag);
    }

    private String markdown() {
        String head =
                row(titles()) + headings.stream().map(unused -> " --- ").collect(Collectors.joining("|", "|", "|\n"));
        return rows.stream().map(WordTable::row).collect(Collectors.joining("", head, ""));
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(value -> " " + Markup.MARKDOWN.escape(value) + " ")
                .collect(Collectors.joining("|", "|", "|\n"));
    }
}
