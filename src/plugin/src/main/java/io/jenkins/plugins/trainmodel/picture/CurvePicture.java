package io.jenkins.plugins.trainmodel.picture;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.Series;
import io.jenkins.trainmodel.words.MetricWords;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** The curves of a run over its epochs as one small picture: the loss, and the metric that says best how good the run is. */
public final class CurvePicture {
    /** Pixels of a panel; what a mail shows without a scroll bar. */
    private static final int WIDTH = 420;

    private static final int HEIGHT = 260;
    private static final List<String> PARTS = List.of(MetricNames.TRAIN, MetricNames.VALIDATION);
    private static final String LOSS = "loss";
    private static final String ACCURACY = "accuracy";
    private static final int MOST_PANELS = 2;

    private final List<CurvePanel> panels;
    private final CurvesBehind reference;

    private CurvePicture(List<CurvePanel> panels, CurvesBehind reference) {
        this.panels = panels;
        this.reference = reference;
    }

    /**
     * The picture of what has happened so far.
     *
     * @param curve what the run measured that this one is compared with; drawn thinly behind
     */
    public static CurvePicture of(RunHistory history, Optional<Curve> curve) {
        CurvesBehind reference = CurvesBehind.of(history, curve);
        return new CurvePicture(
                linesByName(history).entrySet().stream()
                        .sorted((one, other) -> Integer.compare(place(one.getKey()), place(other.getKey())))
                        .limit(MOST_PANELS)
                        .map(entry -> new CurvePanel(
                                MetricWords.titleOfAllParts(entry.getKey()), entry.getValue(), reference))
                        .toList(),
                reference);
    }

    private static Map<String, List<CurveLine>> linesByName(RunHistory history) {
        Map<String, List<CurveLine>> byName = new TreeMap<>();
        for (String part : PARTS) {
            for (Series series : history.epochSeries()) {
                if (series.metric().startsWith(part)
                        && MetricNames.knownDirection(series.metric()).isPresent()) {
                    byName.computeIfAbsent(series.metric().substring(part.length()), unused -> new ArrayList<>())
                            .add(CurveLine.of(series));
                }
            }
        }
        return byName;
    }

    private static int place(String name) {
        return name.equals(LOSS) ? 0 : name.equals(ACCURACY) ? 1 : 2;
    }

    /** What it shows, for who does not see it. */
    private String words() {
        String curves = panels.stream().map(CurvePanel::words).collect(Collectors.joining("; "));
        return panels.stream().anyMatch(CurvePanel::showsReference)
                ? Messages.CurvePicture_curvesBefore(curves, reference.name())
                : Messages.CurvePicture_curves(curves);
    }

    /** The drawn picture; empty before the first epoch is complete. */
    public Optional<DrawnCurves> draw() {
        return panels.isEmpty() ? Optional.empty() : Optional.of(new DrawnCurves(png(), words()));
    }

    private byte[] png() {
        BufferedImage image = new BufferedImage(WIDTH * panels.size(), HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), HEIGHT);
            for (int i = 0; i < panels.size(); i++) {
                panels.get(i).draw((Graphics2D) graphics.create(i * WIDTH, 0, WIDTH, HEIGHT), WIDTH, HEIGHT);
            }
        } finally {
            graphics.dispose();
        }
        return encoded(image);
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("A picture could not be written to memory", e);
        }
        return png.toByteArray();
    }
}
