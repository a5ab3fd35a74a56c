package io.jenkins.trainmodel.trainer.cli.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of cells as lines of a terminal: the first column begins on the left, all others end on the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /** The lines of a table, the first row being its head. Every row has as many cells. */
    public static List<String> of(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                String room = " ".repeat(widths[column] - width(cell));
                line.append(GAP).append(column == 0 ? cell + room : room + cell);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Columns of a terminal: Chinese characters take two. */
    private static int width(String text) {
        return text.codePoints()
                .map(sign -> Character.isIdeographic(sign) ? 2 : 1)
                .sum();
    }
}
