package io.jenkins.plugins.trainmodel.picture;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.words.MetricWords;
import io.jenkins.trainmodel.words.Quantity;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A metric over epochs, a line for each part of the data, and thinly behind them what the reference measured. */
final class CurvePanel {
    private static final Logger LOGGER = Logger.getLogger(CurvePanel.class.getName());
    private static final int LEFT = 62;
    private static final int RIGHT = 14;
    private static final int TOP = 44;
    private static final int BOTTOM = 28;
    private static final int DOT = 5;
    private static final int LEGEND_GAP = 14;
    private static final int SAMPLE = 14;
    private static final Color GRID = new Color(0xe3e6ea);
    private static final Color TEXT = new Color(0x3b4252);
    /** Those of the report, told apart also by who sees few colours. */
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x00835f));

    private static final Color REFERENCE = new Color(0x6b7280);
    private static final BasicStroke FIRM = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0);

    private final String title;
    private final List<CurveLine> lines;
    private final String reference;
    private final List<CurveLine> behind;
    private final PanelScale scale;

    CurvePanel(String title, List<CurveLine> lines, CurvesBehind reference) {
        this.title = title;
        this.lines = lines;
        this.reference = reference.name();
        this.behind = reference.behind(lines);
        this.scale =
                PanelScale.of(Stream.concat(lines.stream(), behind.stream()).toList());
    }

    boolean showsReference() {
        return !behind.isEmpty();
    }

    String words() {
        return lines.stream()
                .filter(line -> line.size() > 0)
                .map(line -> Messages.CurvePanel_last(
                        MetricWords.inSentence(line.metric(), Reader.audience()),
                        Quantity.number(line.values()[line.size() - 1]),
                        String.valueOf(Math.round(line.end()))))
                .collect(Collectors.joining(", "));
    }

    void draw(Graphics2D graphics, int width, int height) {
        Frame frame = new Frame(width - LEFT - RIGHT, height - TOP - BOTTOM);
        grid(graphics, frame);
        graphics.setColor(REFERENCE);
        graphics.setStroke(DASHED);
        behind.forEach(line -> curve(graphics, frame, line));
        graphics.setStroke(FIRM);
        for (int i = 0; i < lines.size(); i++) {
            graphics.setColor(COLOURS.get(i % COLOURS.size()));
            curve(graphics, frame, lines.get(i));
        }
        label(graphics, frame);
    }

    /** The part of the panel that holds curves, in pixels. */
    private record Frame(int width, int height) {}

    private double x(Frame frame, double epoch) {
        return LEFT + scale.across(epoch) * frame.width();
    }

    private double y(Frame frame, double value) {
        return TOP + (1 - scale.up(value)) * frame.height();
    }

    private void grid(Graphics2D graphics, Frame frame) {
        graphics.setColor(GRID);
        graphics.setStroke(new BasicStroke(1));
        for (double tick : scale.ticks()) {
            int y = (int) Math.round(y(frame, tick));
            graphics.drawLine(LEFT, y, LEFT + frame.width(), y);
        }
    }

    /** Has a gap where a value is not finite, and a dot where a point has no neighbour. */
    private void curve(Graphics2D graphics, Frame frame, CurveLine line) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < line.size(); i++) {
            boolean finite = Double.isFinite(line.values()[i]);
            if (finite) {
                double x = x(frame, line.epochs()[i]);
                double y = y(frame, line.values()[i]);
                if (drawing) {
                    path.lineTo(x, y);
                } else {
                    path.moveTo(x, y);
                    graphics.fill(new Ellipse2D.Double(x - DOT / 2.0, y - DOT / 2.0, DOT, DOT));
                }
            }
            drawing = finite;
        }
        graphics.draw(path);
    }

    /** A machine without fonts draws curves all the same; what it throws then is no exception of any one kind. */
    private void label(Graphics2D graphics, Frame frame) {
        try {
            write(graphics, frame);
        } catch (RuntimeException | LinkageError | InternalError e) {
            LOGGER.log(Level.FINE, "This machine has no fonts, so curves have no words", e);
        }
    }

    private void write(Graphics2D graphics, Frame frame) {
        graphics.setColor(TEXT);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        graphics.drawString(title, LEFT, 16);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        for (double tick : scale.ticks()) {
            String words = Quantity.number(tick);
            int at = LEFT - 6 - graphics.getFontMetrics().stringWidth(words);
            graphics.drawString(words, at, (int) Math.round(y(frame, tick)) + 4);
        }
        int below = TOP + frame.height() + 16;
        String end = "epoch " + Quantity.count(Math.round(scale.lastEpoch()));
        graphics.drawString(Quantity.count(Math.round(scale.firstEpoch())), LEFT, below);
        graphics.drawString(
                end, LEFT + frame.width() - graphics.getFontMetrics().stringWidth(end), below);
        legend(graphics);
    }

    private void legend(Graphics2D graphics) {
        int at = LEFT;
        for (int i = 0; i < lines.size(); i++) {
            graphics.setColor(COLOURS.get(i % COLOURS.size()));
            graphics.setStroke(FIRM);
            at = entry(graphics, at, MetricWords.title(lines.get(i).metric()));
        }
        if (showsReference()) {
            graphics.setColor(REFERENCE);
            graphics.setStroke(DASHED);
            entry(graphics, at, reference);
        }
    }

    /** Draws a line as the curve's, and its words; returns where the next one stands. */
    private static int entry(Graphics2D graphics, int at, String words) {
        graphics.drawLine(at, 27, at + SAMPLE, 27);
        graphics.setColor(TEXT);
        graphics.drawString(words, at + SAMPLE + 4, 31);
        return at + SAMPLE + 4 + LEGEND_GAP + graphics.getFontMetrics().stringWidth(words);
    }
}
