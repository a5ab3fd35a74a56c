package io.jenkins.trainmodel.trainer.cli;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where lines of text may stand beside their points without lying upon each other. Pixels, from the upper left. */
final class FreePlaces {
    private static final double LINE = 13;
    private static final double CHARACTER = 6.8;
    private static final int MOST_LINES_AWAY = 3;

    private final List<Rectangle2D> taken = new ArrayList<>();

    /**
     * Takes the place nearest to a height for a text that begins at x.
     *
     * @return the height of its base line, in steps of a line from the one wished for; empty where there is none near
     */
    Optional<Double> take(double x, double y, String text) {
        return IntStream.rangeClosed(0, 2 * MOST_LINES_AWAY)
                .mapToObj(attempt -> y + LINE * (attempt % 2 == 0 ? attempt / 2 : -(attempt + 1) / 2))
                .filter(base -> take(new Rectangle2D.Double(x, base - LINE, CHARACTER * text.length(), LINE)))
                .findFirst();
    }

    private boolean take(Rectangle2D place) {
        return taken.stream().noneMatch(place::intersects) && taken.add(place);
    }
}
