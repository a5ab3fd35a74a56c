package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is left of a run's measurements.
 *
 * @param file an event log, or the metrics of epochs as CSV
 */
public record Recording(Path file) {

    /** Hands over every event in the order of the run; of a CSV, one an epoch. */
    void forEach(Consumer<EventRecord> events) throws IOException {
        if (!isLog()) {
            CurveReader.read(file).epochs().forEach(epoch -> events.accept(record(epoch)));
            return;
        }
        try (EventReader reader = EventReader.open(file)) {
            reader.forEachRemaining(events);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What was measured first; where the run began if nothing was. */
    Place first() throws IOException {
        if (!isLog()) {
            Curve curve = CurveReader.read(file);
            return curve.epochs().stream()
                    .findFirst()
                    .flatMap(epoch -> Place.of(record(epoch).event()))
                    .orElse(Place.BEGINNING);
        }
        try (EventReader reader = EventReader.open(file)) {
            return reader.stream()
                    .flatMap(entry -> Place.of(entry.event()).stream())
                    .findFirst()
                    .orElse(Place.BEGINNING);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether it is more than the metrics of epochs. */
    boolean isLogByName() {
        return !file.toString().endsWith(".csv");
    }

    private boolean isLog() throws IOException {
        return Files.isRegularFile(file) && CurveReader.isEventLog(file);
    }

    /** Curves of strangers need not say steps and times. */
    private static EventRecord record(Observation epoch) {
        double seconds = Double.isFinite(epoch.elapsedSeconds()) ? epoch.elapsedSeconds() : 0;
        TrainingEvent event = new TrainingEvent.Epoch(
                epoch.epoch(),
                Math.max(0, epoch.step()),
                seconds,
                epoch.metrics(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
        return new EventRecord(EventRecord.SCHEMA_VERSION, epoch.epoch(), Instant.EPOCH, event);
    }
}
