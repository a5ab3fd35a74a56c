package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Draws a {@link Picture} as SVG: the curves, and below them a row of boxes a rule, one box for each time it looked. Colours
 * follow the reader's light or dark theme.
 */
final class PictureDrawing {
    private static final int WIDTH = 720;
    private static final int LEFT = 150;
    private static final int RIGHT = 24;
    private static final int TOP = 30;
    private static final int HEIGHT = 190;
    private static final int ROW = 22;
    private static final String STYLE = """
            <style>
            text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
            .soft{fill:#59636e}.axis{stroke:#818b98;fill:none}.level{stroke:#818b98;stroke-dasharray:5 4;fill:none}
            .c0{stroke:#0b62d6;fill:none;stroke-width:2}.c1{stroke:#b35900;fill:none;stroke-width:2}
            .t0{fill:#0b62d6}.t1{fill:#b35900}.o{stroke:#59636e;stroke-width:1.5;stroke-dasharray:2 3;fill:none}
            .after{opacity:.3}.best{fill:none;stroke:#1a7f37;stroke-width:2}.tb{fill:#1a7f37}
            .held{fill:#c8d1da}.warming{fill:#a5d0ff}.notEvaluable{fill:none;stroke:#818b98;stroke-dasharray:2 2}
            .fired{fill:#cf222e}.stop{stroke:#cf222e;stroke-width:1.5}.ts{fill:#cf222e;font-weight:600}
            @media (prefers-color-scheme:dark){
            text{fill:#e6edf3}.soft{fill:#9ea7b3}.c0{stroke:#6cb0ff}.c1{stroke:#f0a35e}.t0{fill:#6cb0ff}.t1{fill:#f0a35e}
            .o{stroke:#9ea7b3}.best{stroke:#56d364}.tb{fill:#56d364}.held{fill:#4a535e}.warming{fill:#1f5fa8}
            .fired{fill:#ff7b72}.stop{stroke:#ff7b72}.ts{fill:#ff7b72}}
            </style>
            """;

    private final Picture picture;
    private final List<List<Verdict>> verdicts;
    private final double lastEpoch;
    private final double low;
    private final double high;
    private final StringBuilder svg = new StringBuilder();

    PictureDrawing(Picture picture) {
        this.picture = picture;
        this.verdicts = picture.verdicts();
        this.lastEpoch = DoubleStream.concat(
                        picture.run().stream().mapToDouble(Picture::place),
                        picture.marks().keySet().stream().mapToDouble(mark -> mark))
                .max()
                .orElseThrow();
        double least = values().min().orElseThrow();
        double most = values().max().orElseThrow();
        this.low = Math.min(0, least);
        this.high = most + 0.06 * (most - low);
    }

    /** Every number that must fit into the picture. */
    private DoubleStream values() {
        DoubleStream measured = picture.run().stream()
                .flatMap(seen ->
                        picture.series().keySet().stream().map(seen::metric).flatMap(Optional::stream))
                .mapToDouble(value -> value)
                .filter(Double::isFinite);
        DoubleStream levels = picture.levels().keySet().stream().mapToDouble(level -> level);
        DoubleStream others =
                picture.others().values().stream().flatMap(List::stream).mapToDouble(RuleState.Point::value);
        return DoubleStream.concat(measured, DoubleStream.concat(levels, others));
    }

    String draw() {
        axes();
        levelsAndMarks();
        int series = 0;
        for (Map.Entry<String, String> metric : picture.series().entrySet()) {
            curve(metric.getKey(), metric.getValue(), series++);
        }
        for (Map.Entry<String, List<RuleState.Point>> other : picture.others().entrySet()) {
            line("o", other.getValue(), RuleState.Point::epoch, RuleState.Point::value);
            text(LEFT + 10 + 200 * series++, TOP - 12, "start", "soft", other.getKey() + " (dotted)");
        }
        best();
        stop();
        rows();
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                        .formatted(WIDTH, bottom() + 44, escaped(picture.rule().name() + ": " + reason()))
                + STYLE + svg + "</svg>\n";
    }

    private void axes() {
        path("axis", "M%s %s V%s H%s".formatted(LEFT, TOP, TOP + HEIGHT, WIDTH - RIGHT));
        int every = lastEpoch > 24 ? 10 : lastEpoch > 12 ? 2 : 1;
        for (int epoch = every; epoch <= lastEpoch; epoch += every) {
            text(x(epoch), TOP + HEIGHT + 15, "middle", "soft", Integer.toString(epoch));
        }
        text(LEFT - 8, TOP + HEIGHT + 15, "end", "soft", "epoch");
        text(LEFT - 8, TOP + HEIGHT, "end", "soft", Wording.number(low));
    }

    private void levelsAndMarks() {
        picture.levels().forEach((value, word) -> {
            path("level", "M%s %s H%s".formatted(LEFT, number(y(value)), WIDTH - RIGHT));
            text(LEFT - 8, y(value) + 4, "end", "soft", word);
        });
        picture.marks().forEach((epoch, word) -> {
            path("level", "M%s %s V%s".formatted(number(x(epoch)), TOP, TOP + HEIGHT));
            text(x(epoch) - 5, TOP + HEIGHT - 6, "end", "soft", word);
        });
    }

    private void curve(String metric, String word, int number) {
        List<Observation> seen = picture.run().stream()
                .filter(observation ->
                        observation.metric(metric).filter(Double::isFinite).isPresent())
                .toList();
        double stop = stopped().map(Picture::place).orElse(Double.MAX_VALUE);
        ToDoubleFunction<Observation> value =
                observation -> observation.metrics().get(metric);
        List<Observation> before =
                seen.stream().filter(s -> Picture.place(s) <= stop).toList();
        List<Observation> after =
                seen.stream().filter(s -> Picture.place(s) >= stop).toList();
        line("c" + number, before, Picture::place, value);
        line("c" + number + " after", after, Picture::place, value);
        before.stream()
                .filter(Observation::epochEnd)
                .forEach(s -> circle("c" + number, x(Picture.place(s)), y(value.applyAsDouble(s)), 2));
        picture.run().stream()
                .filter(s ->
                        s.metric(metric).filter(read -> !Double.isFinite(read)).isPresent())
                .forEach(s -> text(
                        x(Picture.place(s)),
                        TOP + 0.5 * HEIGHT,
                        "middle",
                        "t" + number,
                        Wording.number(s.metrics().get(metric))));
        text(LEFT + 10 + 200 * number, TOP - 12, "start", "t" + number, word);
    }

    private <T> void line(String style, List<T> points, ToDoubleFunction<T> epoch, ToDoubleFunction<T> value) {
        List<String> places = points.stream()
                .map(point -> number(x(epoch.applyAsDouble(point))) + " " + number(y(value.applyAsDouble(point))))
                .toList();
        if (!places.isEmpty()) {
            path(style, "M" + String.join(" L", places));
        }
    }

    private void best() {
        lastVerdict().filter(verdict -> verdict.best().isPresent()).ifPresent(verdict -> {
            double x = x(verdict.bestEpoch().orElseThrow());
            double y = y(verdict.best().orElseThrow());
            circle("best", x, y, 6);
            text(x, y + 22, "middle", "tb", "best");
        });
    }

    private void stop() {
        stopped().ifPresent(at -> {
            double x = x(Picture.place(at));
            path("stop", "M%s %s V%s".formatted(number(x), TOP - 4, bottom()));
            String word = at.epochEnd() ? "stops after epoch " + at.epoch() : "stops at step " + at.step();
            boolean right = x < WIDTH - 170;
            text(right ? x + 6 : x - 6, TOP + 4, right ? "start" : "end", "ts", word);
        });
    }

    /** A row of boxes for the rule, and one for each rule within a composite. */
    private void rows() {
        List<StopRule> rules = new ArrayList<>(List.of(picture.rule()));
        rules.addAll(picture.rule().rules());
        for (int row = 0; row < rules.size(); row++) {
            double y = TOP + HEIGHT + 26 + row * ROW;
            text(LEFT - 8, y + 12, "end", row == 0 ? "" : "soft", rules.get(row).name());
            for (int i = 0; i < verdicts.size(); i++) {
                box(
                        picture.run().get(i),
                        verdict(verdicts.get(i), rules.get(row).name()),
                        y);
            }
        }
        double x = LEFT;
        for (Verdict.Status status : Verdict.Status.values()) {
            svg.append("<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"11\" height=\"11\"/>\n"
                    .formatted(status.word(), number(x), bottom() + 18));
            text(x + 17, bottom() + 28, "start", "soft", status.word());
            x += 120;
        }
    }

    private void box(Observation at, Optional<Verdict> verdict, double y) {
        double width = at.epochEnd() ? Math.min(14, (x(2) - x(1)) * 0.7) : Math.min(5, (x(1.1) - x(1)) * 0.8);
        verdict.ifPresent(judged -> svg.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"14\"/>\n"
                .formatted(
                        judged.status().word(), number(x(Picture.place(at)) - width / 2), number(y), number(width))));
    }

    private static Optional<Verdict> verdict(List<Verdict> verdicts, String rule) {
        return verdicts.stream()
                .flatMap(verdict -> Stream.concat(Stream.of(verdict), verdict.children().stream()))
                .filter(verdict -> verdict.rule().equals(rule))
                .findFirst();
    }

    private Optional<Verdict> lastVerdict() {
        return verdicts.get(verdicts.size() - 1).stream().findFirst();
    }

    private Optional<Observation> stopped() {
        return lastVerdict().filter(Verdict::fired).map(verdict -> picture.run().get(verdicts.size() - 1));
    }

    private String reason() {
        return lastVerdict().map(Verdict::explanation).orElse("");
    }

    private int bottom() {
        return TOP + HEIGHT + 26 + (1 + picture.rule().rules().size()) * ROW;
    }

    private double x(double epoch) {
        return LEFT + 14 + (WIDTH - RIGHT - LEFT - 28) * epoch / lastEpoch;
    }

    private double y(double value) {
        return TOP + HEIGHT * (high - value) / (high - low);
    }

    private void path(String style, String data) {
        svg.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, data));
    }

    private void circle(String style, double x, double y, int radius) {
        svg.append(
                "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%d\"/>\n".formatted(style, number(x), number(y), radius));
    }

    private void text(double x, double y, String anchor, String style, String words) {
        svg.append("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(style, number(x), number(y), anchor, escaped(words)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
