package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who a run is, and where it comes from, as the head of its event log tells it.
 *
 * @param runId its identifier; empty where it was never started
 * @param origin what it began from; empty where it began with parameters of its own
 */
public record Descent(String runId, Optional<Origin> origin) {
    /** Of a run of which nothing is known. */
    public static final Descent UNKNOWN = new Descent("", Optional.empty());

    /** A log of strangers need not come to an epoch. */
    private static final int MOST_EVENTS = 10_000;

    /** Reads no further than to the first measured step, however long the log is. */
    public static Descent read(Path log) throws IOException {
        Descent descent = UNKNOWN;
        try (EventReader events = EventReader.open(log)) {
            for (int read = 0; read < MOST_EVENTS && events.hasNext(); read++) {
                TrainingEvent event = events.next().event();
                if (event instanceof TrainingEvent.Step || event instanceof TrainingEvent.Epoch) {
                    break;
                }
                descent = descent.after(event);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return descent;
    }

    /** After one more event. A run that began at a checkpoint took nothing else over, whatever it is compared with. */
    Descent after(TrainingEvent event) {
        if (event instanceof Provenance.Restarted restarted) {
            return new Descent(runId, Optional.of(Origin.of(restarted)));
        }
        if (event instanceof TrainingEvent.Started started && runId.isEmpty()) {
            return new Descent(started.runId(), origin);
        }
        if (event instanceof Provenance.TookOver taken && origin.isEmpty()) {
            return new Descent(runId, Origin.of(taken));
        }
        return event instanceof Provenance.Began began && origin.isEmpty()
                ? new Descent(runId, Origin.of(began))
                : this;
    }
}
