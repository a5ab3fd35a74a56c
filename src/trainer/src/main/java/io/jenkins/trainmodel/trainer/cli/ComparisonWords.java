package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.reference.RunComparison;
import io.jenkins.trainmodel.reference.RunComparison.Judged;
import io.jenkins.trainmodel.reference.RunComparison.Row;
import io.jenkins.trainmodel.words.GateWords;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs beside each other as a table, then what the gates say to each; a star stands at the best value. */
final class ComparisonWords {
    private static final int LONGEST = 40;

    private ComparisonWords() {}

    static List<String> of(RunComparison comparison, Audience audience) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(heading(comparison.runs(), "", run -> PlainText.line(run.name(), LONGEST)));
        cells.add(heading(
                comparison.runs(),
                Speech.say(audience, "compare.epoch"),
                run -> run.epoch().map(Quantity::count).orElse("–")));
        comparison.metrics().forEach(row -> cells.add(cells(row)));
        List<String> lines = new ArrayList<>(aligned(cells));
        lines.add(Speech.say(audience, "compare.best"));
        for (Judged run : comparison.runs()) {
            if (!run.gates().isEmpty()) {
                lines.add("");
                lines.addAll(GateWords.table(run.name(), run.gates(), audience));
            }
        }
        return lines;
    }

    private static List<String> heading(List<Judged> runs, String name, Function<Judged, String> words) {
        return Stream.concat(Stream.of(name), runs.stream().map(words)).toList();
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        cells.add(PlainText.line(row.metric(), LONGEST));
        for (int run = 0; run < row.values().size(); run++) {
            Optional<String> number = row.values().get(run).map(Quantity::number);
            cells.add(number.orElse("–") + (row.best().equals(Optional.of(run)) ? " *" : "  "));
        }
        return cells;
    }

    /** The first column to the left, figures to the right. */
    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(row.get(0));
        line.append(" ".repeat(widths[0] - row.get(0).length()));
        for (int column = 1; column < widths.length; column++) {
            line.append("  ")
                    .append(" ".repeat(widths[column] - row.get(column).length()))
                    .append(row.get(column));
        }
        return line.toString().stripTrailing();
    }
}
