package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a curve from an event log: each {@code epoch} event is the end of an epoch; {@code step} events and a
 * {@code finished} in the middle of an epoch are moments within one, for the rules that are checked at every step. Events
 * that a {@code resumed} event supersedes are left out; so are damaged lines and events of unknown types.
 */
final class EventCurveReader {
    /** Above the longest runs; what the observations of a hostile log may take of memory ends here. */
    private static final int MOST_OBSERVATIONS = 4_000_000;

    private final String name;
    private final List<Observation> observations = new ArrayList<>();
    private final RecordedClock clock = new RecordedClock();
    private int lastEpoch;

    private EventCurveReader(String name) {
        this.name = name;
    }

    static Curve read(Path log, String name) throws IOException {
        EventCurveReader curve = new EventCurveReader(name);
        boolean anyEvent = false;
        try (EventReader events = EventReader.of(completed(log))) {
            while (events.hasNext()) {
                anyEvent = true;
                curve.add(events.next());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!anyEvent) {
            throw new CurveFormatException(name, "holds no event of a training run");
        }
        return new Curve(name, curve.observations);
    }

    /** The log with a newline at its end: the last line of an archived log counts where it is whole. */
    private static InputStream completed(Path log) throws IOException {
        return new SequenceInputStream(Files.newInputStream(log), new ByteArrayInputStream(new byte[] {'\n'}));
    }

    private void add(EventRecord record) throws CurveFormatException {
        if (record.event() instanceof TrainingEvent.Epoch epoch) {
            append(rising(endOf(epoch, record.time()), record));
        } else if (record.event() instanceof TrainingEvent.Step step) {
            append(new Observation(
                    step.epoch(),
                    step.step(),
                    step.elapsedSeconds(),
                    false,
                    ofSteps(measured(step.metrics())),
                    clock.at(record.time())));
        } else if (record.event() instanceof Conclusion.Finished finished) {
            finished(finished, record.time());
        } else {
            addProcess(record);
        }
    }

    private Observation endOf(TrainingEvent.Epoch epoch, Instant time) {
        return new Observation(
                epoch.epoch(), epoch.step(), epoch.elapsedSeconds(), true, measured(epoch.metrics()), clock.at(time));
    }

    private void addProcess(EventRecord record) {
        if (record.event() instanceof TrainingEvent.Started started) {
            clock.begin(started.environment());
        } else if (record.event() instanceof TrainingEvent.Resumed resumed) {
            clock.begin(resumed.environment());
            if (resumed.supersedes()) {
                goBackTo(resumed.step());
            }
        }
    }

    private void goBackTo(long step) {
        observations.removeIf(observation -> observation.step() > step);
        lastEpoch = observations.stream()
                .filter(Observation::epochEnd)
                .mapToInt(Observation::epoch)
                .max()
                .orElse(0);
    }

    /** A run that ended within an epoch did so at a step that need not have been sampled, or a moment after the sample. */
    private void finished(Conclusion.Finished finished, Instant time) throws CurveFormatException {
        Observation last = observations.isEmpty() ? null : observations.get(observations.size() - 1);
        boolean later = last == null || finished.step() > last.step();
        if (later || !last.epochEnd() && finished.step() == last.step()) {
            append(new Observation(
                    lastEpoch + 1, finished.step(), finished.elapsedSeconds(), false, Map.of(), clock.at(time)));
        }
    }

    private Observation rising(Observation epoch, EventRecord record) throws CurveFormatException {
        if (epoch.epoch() <= lastEpoch) {
            throw new CurveFormatException(
                    String.format(Locale.ROOT, "%s, event %d", name, record.sequence()),
                    String.format(
                            Locale.ROOT,
                            "epoch %d follows epoch %d, and nothing says that the run was resumed before it",
                            epoch.epoch(),
                            lastEpoch));
        }
        return epoch;
    }

    private void append(Observation observation) throws CurveFormatException {
        if (observations.size() >= MOST_OBSERVATIONS) {
            throw new CurveFormatException(
                    name, String.format(Locale.ROOT, "holds more than %,d steps and epochs", MOST_OBSERVATIONS));
        }
        observations.add(observation);
        lastEpoch = observation.epochEnd() ? observation.epoch() : lastEpoch;
    }

    /** A null without a reason is a value that was not measured. */
    private static Map<String, Double> measured(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of what a step measured, rules look at the losses, at what is not finite, and at validations. */
    private static Map<String, Double> ofSteps(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().equals(MetricNames.TRAIN_LOSS)
                        || metric.getKey().startsWith(MetricNames.VALIDATION)
                        || !Double.isFinite(metric.getValue()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
