package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.trainer.profile.LayersProfile;
import io.jenkins.trainmodel.trainer.profile.LayersProfile.Layer;
import io.jenkins.trainmodel.trainer.profile.Roofline;
import io.jenkins.trainmodel.trainer.profile.Roofline.Bound;
import io.jenkins.trainmodel.trainer.profile.Roofline.Passage;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The layers below the roof of what the machine can do: operations a second over operations a byte, both axes logarithmic. A layer that
 * computes nothing has no place there. Sizes are pixels.
 */
final class RooflineSvg {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 80;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 48;
    private static final int BOTTOM = HEIGHT - 56;
    private static final double MARGIN = 2;
    private static final Map<Bound, String> COLOURS =
            Map.of(Bound.COMPUTE, "#d55e00", Bound.MEMORY, "#0072b2", Bound.OVERHEAD, "#767676");

    private final Audience audience;
    private final LayersProfile profile;
    private final Axis across;
    private final Axis up;
    private final FreePlaces names = new FreePlaces();
    private final StringBuilder svg = new StringBuilder();

    RooflineSvg(Audience audience, LayersProfile profile) {
        this.audience = audience;
        this.profile = profile;
        Roofline roofline = profile.roofline();
        across = Axis.around(
                DoubleStream.concat(
                        DoubleStream.of(roofline.ridge()), passages().mapToDouble(Passage::flopPerByte)),
                LEFT,
                RIGHT);
        up = Axis.around(
                DoubleStream.concat(
                        DoubleStream.of(roofline.flopPerSecond()), passages().mapToDouble(Passage::flopPerSecond)),
                BOTTOM,
                TOP);
    }

    /**
     * A logarithmic axis.
     *
     * @param least value at the pixel {@code from}
     * @param most value at the pixel {@code to}
     */
    private record Axis(double least, double most, int from, int to) {
        static Axis around(DoubleStream values, int from, int to) {
            DoubleSummaryStatistics range = values.summaryStatistics();
            return new Axis(range.getMin() / MARGIN, range.getMax() * MARGIN, from, to);
        }

        double at(double value) {
            return from + (to - from) * Math.log(value / least) / Math.log(most / least);
        }

        /** Powers of ten on it. */
        DoubleStream decades() {
            return DoubleStream.iterate(
                    Math.pow(10, Math.ceil(Math.log10(least))), decade -> decade <= most, decade -> decade * 10);
        }
    }

    private Stream<Passage> passages() {
        return profile.layers().stream()
                .flatMap(layer -> Stream.concat(Stream.of(layer.forward()), layer.backward().stream()))
                .filter(passage -> passage.flop() > 0);
    }

    /** The picture as a document of its own. */
    String text() {
        String title = Speech.say(audience, "roofline.title", profile.device(), profile.precision());
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " font-family=\"sans-serif\" font-size=\"12\">%n<title>%s</title>%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                escaped(title),
                WIDTH,
                HEIGHT));
        write(LEFT, TOP - 24, "start", title);
        grid();
        roof();
        profile.layers().forEach(this::points);
        legend();
        return svg.append("</svg>\n").toString();
    }

    private void grid() {
        across.decades().forEach(decade -> {
            line(across.at(decade), BOTTOM, across.at(decade), TOP, "#dddddd");
            write(across.at(decade), BOTTOM + 18, "middle", Quantity.number(decade));
        });
        up.decades().forEach(decade -> {
            line(LEFT, up.at(decade), RIGHT, up.at(decade), "#dddddd");
            write(LEFT - 8, up.at(decade) + 4, "end", Quantity.approximate(decade));
        });
        write(RIGHT, BOTTOM + 36, "end", Speech.say(audience, "roofline.across"));
        write(8, TOP - 8, "start", Speech.say(audience, "roofline.up"));
    }

    private void roof() {
        Roofline roofline = profile.roofline();
        double begin = Math.max(across.least(), up.least() / roofline.bytesPerSecond());
        svg.append(String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke=\"#222222\" stroke-width=\"2\" points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\"/>%n",
                across.at(begin),
                up.at(roofline.attainable(begin)),
                across.at(roofline.ridge()),
                up.at(roofline.flopPerSecond()),
                across.at(across.most()),
                up.at(roofline.flopPerSecond())));
    }

    private void points(Layer layer) {
        point(layer, "roofline.forward", layer.forward(), true);
        layer.backward().ifPresent(passage -> point(layer, "roofline.backward", passage, false));
    }

    private void point(Layer layer, String way, Passage passage, boolean filled) {
        if (passage.flop() <= 0) {
            return;
        }
        String colour = COLOURS.get(passage.bound());
        svg.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"><title>%s</title></circle>%n",
                across.at(passage.flopPerByte()),
                up.at(passage.flopPerSecond()),
                filled ? colour : "#ffffff",
                colour,
                escaped(Speech.say(audience, way, layer.name(), layer.kind(), Quantity.percent(passage.share())))));
        if (filled) {
            double x = across.at(passage.flopPerByte()) + 8;
            names.take(x, up.at(passage.flopPerSecond()) - 6, layer.name())
                    .ifPresent(y -> write(x, y, "start", layer.name()));
        }
    }

    private void legend() {
        int x = LEFT;
        for (Bound bound : Bound.values()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/>%n",
                    x,
                    HEIGHT - 14,
                    COLOURS.get(bound)));
            write(x + 10, HEIGHT - 10, "start", Speech.say(audience, "layers.bound." + bound.word()));
            x += 110;
        }
        write(x, HEIGHT - 10, "start", Speech.say(audience, "roofline.ways"));
    }

    private void line(double fromX, double fromY, double toX, double toY, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                fromX,
                fromY,
                toX,
                toY,
                colour));
    }

    private void write(double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\">%s</text>%n",
                x,
                y,
                anchor,
                escaped(text)));
    }

    private static String escaped(String text) {
        return PlainText.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
