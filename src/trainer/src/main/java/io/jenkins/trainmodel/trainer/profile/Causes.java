package io.jenkins.trainmodel.trainer.profile;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.trainer.profile.RunUsage.Spent;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the time of a training went to. On a GPU the host's phases tell when work was launched and not when it was done, so that all of
 * training in which the host neither waits for data nor brings them counts as computing.
 */
record Causes(Placement placement, Spent spent) {
    /** Below this share of what both arithmetic and memory could do, neither holds computing up. */
    private static final double IDLE = 0.1;

    /** Operations of the smallest steps, forward, back and update; one that takes no longer than calling so many is held up by that. */
    private static final int CALLS_OF_A_BATCH = 100;

    /**
     * Something that takes time.
     *
     * @param detail what exactly, in a word of this program
     */
    record Cause(String bottleneck, Detail detail, double seconds) {}

    /** What exactly takes the time. */
    enum Detail {
        WAITING,
        BRINGING,
        COMPUTING,
        CALLING,
        BETWEEN,
        CHECKPOINT,
        VALIDATION
    }

    /** Seconds of the epochs without validation and checkpoints. */
    double training() {
        return spent.seconds() - spent.seconds("validation", "checkpoint");
    }

    /** What took most of the time. */
    Cause worst() {
        double besides = spent.seconds("dataWait", "transfer");
        double computing = placement.gpu() ? training() - besides : spent.seconds("forward", "backward", "update");
        double between = placement.gpu() ? 0 : spent.seconds("other");
        return Stream.of(
                        computing(computing),
                        new Cause(BottleneckFound.DATA, Detail.WAITING, spent.seconds("dataWait")),
                        new Cause(BottleneckFound.TRANSFER, Detail.BRINGING, spent.seconds("transfer")),
                        new Cause(BottleneckFound.OVERHEAD, Detail.BETWEEN, between),
                        new Cause(BottleneckFound.OVERHEAD, Detail.CHECKPOINT, spent.seconds("checkpoint")),
                        new Cause(BottleneckFound.OVERHEAD, Detail.VALIDATION, spent.seconds("validation")))
                .max(Comparator.comparingDouble(Cause::seconds))
                .orElseThrow();
    }

    /** Held up by arithmetic, by memory, or by neither: whichever would take longest if nothing else took time. */
    private Cause computing(double seconds) {
        Optional<MachineProfile> profile = placement.profile();
        Optional<Double> peak = placement.peakFlop();
        if (profile.isEmpty() || peak.isEmpty()) {
            return new Cause(BottleneckFound.COMPUTE, Detail.COMPUTING, seconds);
        }
        double arithmetic = placement.flop(spent.samples()) / peak.get();
        double memory =
                placement.traffic().computing(spent.samples()) / profile.get().memoryOfDevice();
        double batches = (double) spent.samples() / placement.spec().training().batchSize();
        double calls = batches * CALLS_OF_A_BATCH * profile.get().launchSeconds();
        if (Math.max(arithmetic, memory) < IDLE * seconds || seconds < calls) {
            return new Cause(BottleneckFound.OVERHEAD, Detail.CALLING, seconds);
        }
        return new Cause(
                memory > arithmetic ? BottleneckFound.MEMORY : BottleneckFound.COMPUTE, Detail.COMPUTING, seconds);
    }
}
