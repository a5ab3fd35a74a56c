package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.report.RunHistory;
import java.util.List;
import java.util.Optional;

/**
 * The curve of a run from where its first ancestor began: each ancestor's part up to where the next run began, in one count of
 * epochs, steps and seconds.
 *
 * @param history what was measured, as if it were of one run
 * @param segments whose part is which, in the order of the curve
 * @param moments in the count of the whole curve
 */
public record StitchedCurve(RunHistory history, List<Segment> segments, List<Moment> moments) {
    public StitchedCurve {
        segments = List.copyOf(segments);
        moments = List.copyOf(moments);
    }

    /**
     * A run's part.
     *
     * @param fromEpoch the last epoch of the curve before it, 0 for the first part
     * @param toEpoch its last epoch
     */
    public record Segment(
            String runId,
            String name,
            Optional<Origin.Kind> kind,
            int fromEpoch,
            int toEpoch,
            long fromStep,
            long toStep,
            double fromSeconds,
            double toSeconds) {
        static Segment of(Stitcher.Part part, Place from, Place to) {
            return new Segment(
                    part.runId(),
                    part.name(),
                    part.origin().map(Origin::kind),
                    from.epoch(),
                    to.epoch(),
                    from.step(),
                    to.step(),
                    from.seconds(),
                    to.seconds());
        }
    }
}
