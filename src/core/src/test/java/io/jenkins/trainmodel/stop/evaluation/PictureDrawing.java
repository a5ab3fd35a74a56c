package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Draws a {@link Picture} as SVG: the curves, and below them a row of boxes a rule, one box for each time it looked.
 */
final class PictureDrawing {
    private static final int WIDTH = 720;
    private static final int LEFT = 150;
    private static final int RIGHT = 24;
    private static final int TOP = 30;
    private static final int HEIGHT = 190;
    private static final int ROW = 22;

    private final Picture picture;
    private final List<List<Verdict>> verdicts;
    private final double lastEpoch;
    private final double low;
    private final double high;
    private final Svg svg = new Svg();

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
            svg.text(LEFT + 10 + 200 * series++, TOP - 12, "start", "soft", other.getKey() + " (dotted)");
        }
        best();
        stop();
        rows();
        return svg.whole(WIDTH, bottom() + 44, picture.rule().name() + ": " + reason());
    }

    private void axes() {
        svg.path("axis", "M%s %s V%s H%s".formatted(LEFT, TOP, TOP + HEIGHT, WIDTH - RIGHT));
        int every = lastEpoch > 24 ? 10 : lastEpoch > 12 ? 2 : 1;
        for (int epoch = every; epoch <= lastEpoch; epoch += every) {
            svg.text(x(epoch), TOP + HEIGHT + 15, "middle", "soft", Integer.toString(epoch));
        }
        svg.text(LEFT - 8, TOP + HEIGHT + 15, "end", "soft", "epoch");
        svg.text(LEFT - 8, TOP + HEIGHT, "end", "soft", Wording.number(low));
    }

    private void levelsAndMarks() {
        picture.levels().forEach((value, word) -> {
            svg.path("level", "M%s %s H%s".formatted(LEFT, Svg.number(y(value)), WIDTH - RIGHT));
            svg.text(LEFT - 8, y(value) + 4, "end", "soft", word);
        });
        picture.marks().forEach((epoch, word) -> {
            svg.path("level", "M%s %s V%s".formatted(Svg.number(x(epoch)), TOP, TOP + HEIGHT));
            svg.text(x(epoch) - 5, TOP + HEIGHT - 6, "end", "soft", word);
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
                .forEach(s -> svg.circle("c" + number, x(Picture.place(s)), y(value.applyAsDouble(s)), 2));
        picture.run().stream()
                .filter(s ->
                        s.metric(metric).filter(read -> !Double.isFinite(read)).isPresent())
                .forEach(s -> svg.text(
                        x(Picture.place(s)),
                        TOP + 0.5 * HEIGHT,
                        "middle",
                        "t" + number,
                        Wording.number(s.metrics().get(metric))));
        svg.text(LEFT + 10 + 200 * number, TOP - 12, "start", "t" + number, word);
    }

    private <T> void line(String style, List<T> points, ToDoubleFunction<T> epoch, ToDoubleFunction<T> value) {
        List<String> places = points.stream()
                .map(point ->
                        Svg.number(x(epoch.applyAsDouble(point))) + " " + Svg.number(y(value.applyAsDouble(point))))
                .toList();
        if (!places.isEmpty()) {
            svg.path(style, "M" + String.join(" L", places));
        }
    }

    private void best() {
        lastVerdict().filter(verdict -> verdict.best().isPresent()).ifPresent(verdict -> {
            double x = x(verdict.bestEpoch().orElseThrow());
            double y = y(verdict.best().orElseThrow());
            svg.circle("best", x, y, 6);
            svg.text(x, y + 22, "middle", "tb", "best");
        });
    }

    private void stop() {
        stopped().ifPresent(at -> {
            double x = x(Picture.place(at));
            svg.path("stop", "M%s %s V%s".formatted(Svg.number(x), TOP - 4, bottom()));
            String word = at.epochEnd() ? "stops after epoch " + at.epoch() : "stops at step " + at.step();
            boolean right = x < WIDTH - 170;
            svg.text(right ? x + 6 : x - 6, TOP + 4, right ? "start" : "end", "ts", word);
        });
    }

    /** A row of boxes for the rule, and one for each rule within a composite. */
    private void rows() {
        List<StopRule> rules = new ArrayList<>(List.of(picture.rule()));
        rules.addAll(picture.rule().rules());
        for (int row = 0; row < rules.size(); row++) {
            double y = TOP + HEIGHT + 26 + row * ROW;
            svg.text(
                    LEFT - 8,
                    y + 12,
                    "end",
                    row == 0 ? "" : "soft",
                    rules.get(row).name());
            for (int i = 0; i < verdicts.size(); i++) {
                box(
                        picture.run().get(i),
                        verdict(verdicts.get(i), rules.get(row).name()),
                        y);
            }
        }
        double x = LEFT;
        for (Verdict.Status status : Verdict.Status.values()) {
            svg.box(status.word(), x, Integer.toString(bottom() + 18), "11", 11);
            svg.text(x + 17, bottom() + 28, "start", "soft", status.word());
            x += 120;
        }
    }

    private void box(Observation at, Optional<Verdict> verdict, double y) {
        double width = at.epochEnd() ? Math.min(14, (x(2) - x(1)) * 0.7) : Math.min(5, (x(1.1) - x(1)) * 0.8);
        verdict.ifPresent(judged -> svg.box(
                judged.status().word(), x(Picture.place(at)) - width / 2, Svg.number(y), Svg.number(width), 14));
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
}
