package io.jenkins.trainmodel.trainer.checkpoint;

import java.util.List;

/**
 * A checkpoint that was just written, and what became of the older ones.
 *
 * @param best whether none is better
 * @param bytes of all its files
 * @param seconds until it was on the disk; older ones were removed after that
 * @param removed names of checkpoints that were removed since there are enough newer or better ones
 * @param warnings what did not go well and cost nothing, such as an old checkpoint that could not be removed
 */
public record SavedCheckpoint(
        Checkpoint checkpoint, boolean best, long bytes, double seconds, List<String> removed, List<String> warnings) {}
