package io.jenkins.trainmodel.report.drift;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.ColumnDrift.Bin;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two histograms beside each other: a row a bin, with a bar for this run's data and one for the reference's. Sizes and colours
 * are attributes, for where no style sheet is obeyed; positions are pixels of a picture 340 wide, which is as wide as a phone.
 */
public record DriftPicture(String title, int height, String now, String before, List<Row> rows) {
    private static final int MOST_ROWS = 14;
    private static final int TOP = 30;
    private static final int ROW = 26;
    private static final double LONGEST_BAR = 128;
    private static final int WIDEST_NAME = 18;
    private static final Messages MESSAGES = Messages.of(DriftPicture.class);

    /**
     * A bin.
     *
     * @param top where it begins
     * @param middle where its text stands
     * @param width of the bar of this run's data, and of the reference's
     */
    public record Row(
            String values,
            int top,
            int lower,
            int middle,
            String width,
            String widthBefore,
            String share,
            String shareBefore) {}

    static DriftPicture of(String title, ColumnDrift column, Audience audience) {
        List<Bin> shown = shown(column.bins());
        double most = shown.stream()
                .mapToDouble(bin -> Math.max(bin.share(), bin.before()))
                .max()
                .orElse(1);
        List<Row> rows = new ArrayList<>();
        for (Bin bin : shown) {
            rows.add(row(bin, TOP + ROW * rows.size(), LONGEST_BAR / Math.max(Double.MIN_NORMAL, most), audience));
        }
        return new DriftPicture(
                title,
                TOP + ROW * rows.size() + 4,
                MESSAGES.say(audience, "now"),
                MESSAGES.say(audience, "before"),
                rows);
    }

    /** Where there are many, those that differ most, in their order. */
    private static List<Bin> shown(List<Bin> bins) {
        Set<Bin> worst = bins.stream()
                .sorted(Comparator.comparingDouble((Bin bin) -> -Math.abs(bin.share() - bin.before())))
                .limit(MOST_ROWS)
                .collect(Collectors.toSet());
        return bins.stream().filter(worst::contains).limit(MOST_ROWS).toList();
    }

    private static Row row(Bin bin, int top, double scale, Audience audience) {
        String values = bin.kind() == Bin.Kind.VALUES
                ? PlainText.narrow(bin.values(), WIDEST_NAME)
                : MESSAGES.find(audience, "bin." + bin.kind().word())
                        .orElse(bin.kind().word());
        return new Row(
                values,
                top,
                top + 10,
                top + 13,
                pixels(bin.share() * scale),
                pixels(bin.before() * scale),
                Quantity.percent(bin.share()),
                Quantity.percent(bin.before()));
    }

    private static String pixels(double width) {
        return String.format(Locale.ROOT, "%.1f", width);
    }
}
