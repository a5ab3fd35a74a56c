package io.jenkins.trainmodel.check;

import java.util.Optional;

/**
 * What a run will cost, from a few measured steps.
 *
 * @param device where it was measured, for people
 * @param stepsPerEpoch optimizer steps in an epoch
 * @param plannedEpochs the epochs that the rules allow at most
 * @param step one optimizer step
 * @param epoch one epoch: training, readings, validation, reports, its share of the time that checkpoints cost
 * @param starting seconds from the start of the process to the first step
 * @param ending seconds from the last step to the end: last checkpoint, model package, its verification
 * @param total the whole run with start and end; shorter where a rule ends it earlier
 * @param maximumSeconds of training, which the rule maxDuration allows; empty where there is none
 * @param parameters trainable parameters
 * @param flopPerStep floating point operations of a step, forward and backward
 * @param flopPerSecond achieved
 * @param samplesPerSecond achieved
 * @param tokensPerSecond achieved; empty where the data is no text
 * @param mfu flopPerSecond as a share of what the device can do; empty where that is not known
 * @param memory of all processes at once
 * @param processes how many train together; empty: one
 * @param outlook what is expected to hold the run up; empty in files of earlier versions
 */
public record Estimate(
        String device,
        long stepsPerEpoch,
        Optional<Integer> plannedEpochs,
        Timing step,
        Timing epoch,
        double starting,
        double ending,
        Optional<Timing> total,
        Optional<Double> maximumSeconds,
        long parameters,
        double flopPerStep,
        double flopPerSecond,
        double samplesPerSecond,
        Optional<Double> tokensPerSecond,
        Optional<Double> mfu,
        Memory memory,
        Disk disk,
        Optional<Integer> processes,
        Optional<Outlook> outlook) {

    /**
     * Bytes of memory.
     *
     * @param process the most that the process takes at once, all below, the data and Java included; where several train, all of them
     *     together, and what follows is of each
     * @param activations for one batch, or a process's share of it
     * @param checkpointCopy of parameters and optimizer state, while a checkpoint is written from it and training goes on; 0 where
     *     training waits
     */
    public record Memory(
            long process,
            long parameters,
            long gradients,
            long optimizerState,
            long activations,
            long checkpointCopy) {}

    /**
     * Bytes on disk at the end of the run.
     *
     * @param checkpoint one checkpoint
     * @param checkpoints all that retention keeps, where the best are none of the newest
     * @param modelPackage parameters (safetensors, TorchScript, and where they are wanted ONNX and for transformers), the optimizer's
     *     state, report and metrics
     * @param logs events and TensorBoard's files, for as many epochs as the rules on epochs, steps and time allow; without such a
     *     rule for one
     * @param reports report, metrics, specification and test result in the run directory
     * @param leastCheckpoints all that retention keeps, where the best are among the newest; 0 in files of earlier versions
     */
    public record Disk(
            long checkpoint, long checkpoints, long modelPackage, long logs, long reports, long leastCheckpoints) {
        /** What lies there at the end, at most. */
        public long total() {
            return checkpoints + modelPackage + logs + reports;
        }

        /** The room that is needed: an older checkpoint is removed when the one that takes its place is complete. */
        public long room() {
            return Math.max(total(), checkpoints + checkpoint + logs);
        }
    }
}
