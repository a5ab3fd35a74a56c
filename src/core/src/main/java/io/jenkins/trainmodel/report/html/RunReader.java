package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.Series;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes from a run's history what the page shows. */
final class RunReader {
    private RunReader() {}

    /**
     * The page's data.
     *
     * @param now when the page is written
     * @param modelBytes the size of the model package, where it is known
     */
    static ReportData read(RunHistory history, Instant now, Optional<Long> modelBytes) {
        return new ReportData(
                history.started().orElseGet(RunReader::unknownStart),
                history.startedAt().orElse(now),
                history.lastEventAt().orElse(now),
                now,
                history.environment(),
                seriesOf(history),
                history.epochs(),
                history.ledger(),
                history.notable(),
                history.finished(),
                modelBytes);
    }

    /** Stands for a first event that is damaged or not written yet. */
    private static TrainingEvent.Started unknownStart() {
        return new TrainingEvent.Started(
                "unknown",
                "unnamed run",
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                0,
                0,
                0,
                Optional.empty(),
                0,
                0);
    }

    private static List<MetricSeries> seriesOf(RunHistory history) {
        return Stream.of(
                        ofSampling(Sampling.STEP, history.stepSeries()),
                        ofSampling(Sampling.EPOCH, history.epochSeries()),
                        ofSampling(Sampling.TELEMETRY, history.telemetrySeries()))
                .flatMap(series -> series)
                .toList();
    }

    private static Stream<MetricSeries> ofSampling(Sampling sampling, List<Series> series) {
        return series.stream()
                .map(one -> new MetricSeries(one.metric(), sampling, one.steps(), one.elapsedSeconds(), one.values()));
    }
}
