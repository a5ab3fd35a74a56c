package io.jenkins.trainmodel.reference;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.MetricsCsv;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file {@code reference.csv} of a run directory: the reference's curve, in the form of {@code metrics.csv}. */
public final class ReferenceCsv {
    private ReferenceCsv() {}

    /** Writes the ends of the curve's epochs durably. */
    public static void write(Path file, Curve curve) throws IOException {
        List<TrainingEvent.Epoch> epochs =
                curve.epochs().stream().map(ReferenceCsv::epoch).toList();
        MetricsCsv.write(file, epochs);
    }

    /** Curves of strangers need not say steps and times. */
    private static TrainingEvent.Epoch epoch(Observation epoch) {
        return new TrainingEvent.Epoch(
                epoch.epoch(),
                Math.max(0, epoch.step()),
                epoch.elapsedSeconds(),
                epoch.metrics(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
