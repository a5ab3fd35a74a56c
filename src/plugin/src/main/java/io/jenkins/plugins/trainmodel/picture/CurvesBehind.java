package io.jenkins.plugins.trainmodel.picture;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.words.PlainText;
import java.util.List;
import java.util.Optional;

/**
 * The curves of the run that another is compared with, drawn behind its own.
 *
 * @param name for people, on one line
 * @param curve what it measured; empty where there is no such run
 */
record CurvesBehind(String name, Optional<Curve> curve) {
    private static final int LONGEST_NAME = 60;

    static CurvesBehind of(RunHistory history, Optional<Curve> curve) {
        String name = history.gates().began().map(Provenance.Began::reference).orElse("the reference");
        return new CurvesBehind(PlainText.line(name, LONGEST_NAME), curve);
    }

    /**
     * Its lines behind those of the run: of validation, and of one that has none, of training, as reports draw them. It is
     * drawn no further than the run has come, so that the run has the picture to itself.
     */
    List<CurveLine> behind(List<CurveLine> lines) {
        double last = lines.stream().mapToDouble(CurveLine::end).max().orElse(0);
        return curve.stream()
                .flatMap(measured -> lines.stream()
                        .map(CurveLine::metric)
                        .filter(metric -> metric.startsWith(part(measured)))
                        .map(metric -> CurveLine.of(measured, metric, last)))
                .filter(line -> line.size() > 0)
                .toList();
    }

    private static String part(Curve curve) {
        boolean validated = curve.metrics().stream().anyMatch(metric -> metric.startsWith(MetricNames.VALIDATION));
        return validated ? MetricNames.VALIDATION : MetricNames.TRAIN;
    }
}
