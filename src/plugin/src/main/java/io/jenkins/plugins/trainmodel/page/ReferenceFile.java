package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.CurveReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The curve of a run's reference, as it was copied beside the run's event log. An agent wrote it, so it is bounded. */
public final class ReferenceFile {
    /** Larger ones are not copied. */
    public static final int MOST_BYTES = 1 << 20;

    private static final String NAME = "reference.csv";
    private static final Logger LOGGER = Logger.getLogger(ReferenceFile.class.getName());

    private ReferenceFile() {}

    /** Where it is, if it is. */
    public static Path beside(Path log) {
        return log.resolveSibling(NAME);
    }

    /** The curve; empty where there is none, or it cannot be read. */
    public static Optional<Curve> read(Path log) {
        Path file = beside(log);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? Optional.of(CurveReader.read(file))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.FINE, e, () -> "Passed over " + file);
            return Optional.empty();
        }
    }
}
