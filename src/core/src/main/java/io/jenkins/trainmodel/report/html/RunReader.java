package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.Series;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes from a run's history what the page shows. */
final class RunReader {
    private RunReader() {}

    /**
     * The page's data.
     *
     * @param name what a run is called whose log does not say it
     * @param now when the page is written
     * @param modelBytes the size of the model package, where it is known
     * @param reference what the run measured that this one is compared with
     * @param standing where the run stands, as others know it
     * @param audience who reads the page
     */
    static ReportData read(
            RunHistory history,
            String name,
            Instant now,
            Optional<Long> modelBytes,
            Optional<Curve> reference,
            Optional<Standing> standing,
            Audience audience) {
        return new ReportData(
                history.started().orElseGet(() -> ReportData.unknownStart(name)),
                standing.flatMap(Standing::startedAt).or(history::startedAt).orElse(now),
                history.lastEventAt().orElse(now),
                now,
                history.environment(),
                seriesOf(history),
                history.epochs(),
                history.ledger(),
                history.notable(),
                history.finished(),
                modelBytes,
                new ReportData.Told(
                        history.failed(),
                        history.ending(),
                        history.tested(),
                        history.progress().plannedEpochs(),
                        history.cost(),
                        history.gates(),
                        reference,
                        history.problems(),
                        standing),
                audience);
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
