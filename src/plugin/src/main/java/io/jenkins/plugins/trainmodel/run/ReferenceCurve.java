package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.page.ReferenceFile;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The reference's curve, copied once beside the run's event log, so that pages draw it behind the run's own. */
final class ReferenceCurve {
    private static final Logger LOGGER = Logger.getLogger(ReferenceCurve.class.getName());

    private final Supplier<Path> place;
    private boolean done;

    /** @param place the file, asked at every use, since a job may be moved while it trains */
    ReferenceCurve(Supplier<Path> place) {
        this.place = place;
    }

    /** Copies it unless that was done. */
    void copy(AgentRun agent) throws AgentSilence, InterruptedException {
        if (done || Files.exists(place.get())) {
            return;
        }
        try {
            byte[] curve = AgentSilence.ask(() -> agent.readReferenceCurve(ReferenceFile.MOST_BYTES));
            done = true;
            if (curve.length > 0 && curve.length < ReferenceFile.MOST_BYTES) {
                Files.createDirectories(Objects.requireNonNull(place.get().getParent()));
                DurableFiles.write(place.get(), curve);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The curve of a reference is not drawn", e);
        }
    }
}
