package io.jenkins.trainmodel.report.drift;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.SchemaDifference;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data of a run beside its reference's.
 *
 * @param schema columns that are not the same, in sentences
 * @param rows the worst columns first, and what is predicted in the first place
 * @param more columns that are not shown
 * @param pictures of those that differ most, and by more than chance
 */
public record DriftView(
        String summary, List<String> schema, List<Row> rows, Optional<String> more, List<DriftPicture> pictures) {
    private static final int MOST_ROWS = 20;
    private static final int MOST_PICTURES = 4;
    private static final int LONGEST_NAME = 80;
    private static final String FAILED = "failed ";
    /** What is less is said to be less, not told in digits. */
    private static final double SMALLEST = 0.001;

    private static final Messages MESSAGES = Messages.of(DriftView.class);

    /**
     * A column.
     *
     * @param index the population stability index
     * @param chance what it is by chance
     * @param verdict a class of the page's style sheet, as that of a gate
     * @param words what follows from both
     */
    public record Row(String name, String kind, String index, String chance, String verdict, String words) {}

    /** Of what the run has told. */
    public static DriftView of(DataDrift drift, Audience audience) {
        List<ColumnDrift> all =
                Stream.concat(drift.label().stream(), drift.columns().stream()).toList();
        int left = drift.columnCount() - Math.min(MOST_ROWS, drift.columns().size());
        return new DriftView(
                MESSAGES.say(
                        audience,
                        "summary",
                        PlainText.line(drift.reference()),
                        Quantity.count(drift.samples()),
                        Quantity.count(drift.samplesBefore())),
                schema(drift.schema(), audience),
                all.stream()
                        .limit(MOST_ROWS + drift.label().stream().count())
                        .map(column -> row(column, name(column, drift, audience), audience))
                        .toList(),
                left > 0 ? Optional.of(Quantity.count(left)) : Optional.empty(),
                all.stream()
                        .filter(column -> !column.bins().isEmpty() && column.isReal())
                        .sorted(Comparator.comparingDouble(ColumnDrift::index).reversed())
                        .limit(MOST_PICTURES)
                        .map(column -> DriftPicture.of(name(column, drift, audience), column, audience))
                        .toList());
    }

    private static String name(ColumnDrift column, DataDrift drift, Audience audience) {
        String name = PlainText.line(column.name(), LONGEST_NAME);
        return drift.label().filter(column::equals).isPresent() ? MESSAGES.say(audience, "predicted", name) : name;
    }

    private static List<String> schema(SchemaDifference schema, Audience audience) {
        List<String> sentences = new ArrayList<>();
        say(sentences, "added", schema.added(), schema.addedCount(), audience);
        say(sentences, "gone", schema.gone(), schema.goneCount(), audience);
        List<String> changes = schema.changed().stream()
                .map(change -> MESSAGES.say(
                        audience,
                        "change",
                        change.name(),
                        kind(change.from().word(), audience),
                        kind(change.to().word(), audience)))
                .toList();
        say(sentences, "changed", changes, schema.changedCount(), audience);
        return sentences;
    }

    private static void say(List<String> sentences, String key, List<String> names, int all, Audience audience) {
        if (all > 0) {
            String shown = names.stream().limit(MOST_ROWS).collect(Collectors.joining(", "));
            int left = all - Math.min(MOST_ROWS, names.size());
            String more = left > 0 ? MESSAGES.say(audience, "andMore", shown, Quantity.count(left)) : shown;
            sentences.add(PlainText.line(MESSAGES.say(audience, key, more), 2000));
        }
    }

    private static Row row(ColumnDrift column, String name, Audience audience) {
        return new Row(
                name,
                kind(column.kind().word(), audience),
                index(column.index()),
                index(column.chance()),
                verdict(column),
                MESSAGES.say(audience, "verdict." + word(column)));
    }

    private static String index(double value) {
        return value > 0 && value < SMALLEST ? "< " + SMALLEST : Quantity.number(value);
    }

    private static String kind(String word, Audience audience) {
        return MESSAGES.find(audience, "kind." + word).orElse(word);
    }

    private static String word(ColumnDrift column) {
        if (column.exceeds(DataDrift.LARGE)) {
            return "large";
        }
        return column.exceeds(DataDrift.NOTABLE) ? "notable" : column.isReal() ? "small" : "chance";
    }

    private static String verdict(ColumnDrift column) {
        return switch (word(column)) {
            case "large" -> FAILED + "failure";
            case "notable" -> FAILED + "unstable";
            default -> "held";
        };
    }

    public boolean hasRows() {
        return !rows.isEmpty();
    }
}
