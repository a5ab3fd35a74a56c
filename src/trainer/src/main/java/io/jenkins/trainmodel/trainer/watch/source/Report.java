package io.jenkins.trainmodel.trainer.watch.source;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One thing that a watched program says. Epochs are counted from 1; metrics are keyed by their paths here, and a value that is
 * not finite stays what it is.
 */
public sealed interface Report {

    /** Metrics within an epoch, after this many optimizer steps. */
    record Reading(OptionalInt epoch, long step, Map<String, Double> metrics) implements Report {}

    /** An epoch is complete. */
    record EpochEnd(int epoch, OptionalLong step, Map<String, Double> metrics) implements Report {}

    /** The program has saved a checkpoint of its own there; of which epoch and step, where it says so. */
    record Saved(String path, OptionalInt epoch, OptionalLong step) implements Report {}

    /** Something that people should read. */
    record Remark(String message) implements Report {}

    /** The program names epochs, this one by now, and says of none that it is complete. */
    record OpenEpochs(int newest) implements Report {}

    /** What stands there is no report; it is passed over. */
    record Unreadable(String problem) implements Report {}
}
