package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.trainer.run.measure.Placing;
import java.io.IOException;
import java.util.Optional;

/**
 * A whole run, as far as its rules bound it: without a bound, one epoch.
 *
 * @param epoch what one takes
 */
record PlannedRun(TrainingSpec spec, long stepsPerEpoch, Timing epoch) {
    private static final double SECONDS_PER_MINUTE = 60;

    /** The epochs that rules on epochs and steps allow. */
    Optional<Integer> plannedEpochs() {
        return planned(spec, stepsPerEpoch);
    }

    static Optional<Integer> planned(TrainingSpec spec, long stepsPerEpoch) {
        return Limits.of(spec.stopWhen()).plannedEpochs(stepsPerEpoch).stream()
                .boxed()
                .findFirst();
    }

    /** Seconds of training that a rule on time allows. */
    Optional<Double> maximumSeconds() {
        return Limits.of(spec.stopWhen()).duration().map(most -> most.toMillis() / 1e3);
    }

    private long epochs() {
        double inTime =
                maximumSeconds().map(most -> Math.ceil(most / epoch.seconds())).orElse(Double.MAX_VALUE);
        boolean bounded = plannedEpochs().isPresent() || maximumSeconds().isPresent();
        long most = plannedEpochs().map(Integer::longValue).orElse(Long.MAX_VALUE);
        return bounded ? Math.max(1, Math.min(most, (long) inTime)) : 1;
    }

    private double seconds() {
        return Math.min(epochs() * epoch.seconds(), maximumSeconds().orElse(Double.MAX_VALUE));
    }

    private Occurrences occurrences(Retained retained) {
        long allowed = Limits.of(spec.stopWhen()).plannedSteps(stepsPerEpoch).orElse(Long.MAX_VALUE);
        long steps = Math.min(allowed, epochs() * stepsPerEpoch);
        double telemetry = seconds() / (spec.reporting().telemetryEvery().toMillis() / 1e3);
        return new Occurrences(
                epochs(),
                steps / spec.reporting().everySteps(),
                retained.written(),
                Math.round(telemetry),
                Placing.timesWithin(seconds()));
    }

    /** What it needs on the disk; the end is rehearsed. */
    Estimate.Disk disk(Rehearsal rehearsal, RehearsedEnd end) throws IOException {
        Retained retained = Retained.of(
                spec.checkpoint(), epochs(), stepsPerEpoch, rehearsal.knowsBest(), seconds() / SECONDS_PER_MINUTE);
        Occurrences occurrences = occurrences(retained);
        GrownReports.Sizes reports = new GrownReports(rehearsal.directory(), rehearsal.log(), occurrences).sizes();
        long checkpoint = rehearsal.checkpoints().bytes();
        return new Estimate.Disk(
                checkpoint,
                retained.most() * checkpoint,
                end.packageBytes(reports),
                occurrences.bytes(rehearsal.log()),
                end.besides(reports),
                retained.least() * checkpoint);
    }
}
