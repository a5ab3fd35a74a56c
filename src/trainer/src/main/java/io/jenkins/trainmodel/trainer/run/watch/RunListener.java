package io.jenkins.trainmodel.trainer.run.watch;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.run.RunClaim;
import io.jenkins.trainmodel.stop.evaluation.EarliestEnd;
import java.util.Map;
import java.util.Optional;

/** Watches a run. Called on the training thread, except for telemetry; what it throws ends the run. */
public interface RunListener {
    /** The run directory was claimed. */
    default void claimed(RunClaim claim) {}

    /** Work before training, such as loading data; {@code fraction} from 0 to 1 where it is known. */
    default void preparing(String what, Optional<Double> fraction) {}

    /** An event was written to the log. */
    default void event(EventRecord event) {}

    /** Training went on; called after every reading. */
    default void progress(Progress progress) {}

    /**
     * Where a run stands within an epoch.
     *
     * @param epoch the running epoch, counted from 1
     * @param plannedEpochs the epochs that the rules allow at most
     * @param stepInEpoch completed optimizer steps of this epoch
     * @param metrics the newest value of every metric
     * @param end the estimated end of the training
     */
    record Progress(
            int epoch,
            Optional<Integer> plannedEpochs,
            long stepInEpoch,
            long stepsPerEpoch,
            Map<String, Double> metrics,
            Optional<EarliestEnd> end) {}
}
