package io.jenkins.trainmodel.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What holds a training up, told now and then while it goes on and once more before it ends: the time of the epochs that this
 * process has trained so far, and the way of their data through the machine. Words that a reader does not know are shown as they are.
 *
 * @param bottleneck {@code data}, {@code transfer}, {@code memory}, {@code compute} or {@code overhead}
 * @param share of the epochs' time that it took, 0 to 1
 * @param seconds the epochs' time
 * @param advice what is most likely to help, in a word
 * @param setting the key of the specification that says so; empty where it is none
 * @param stages in the order of the way
 * @param profiledAt when the machine was measured; empty: it was not, and most peaks are not known
 */
public record BottleneckFound(
        String bottleneck,
        double share,
        double seconds,
        String advice,
        String setting,
        List<Stage> stages,
        Optional<Instant> profiledAt)
        implements TrainingEvent {
    public static final String DATA = "data";
    public static final String TRANSFER = "transfer";
    public static final String MEMORY = "memory";
    public static final String COMPUTE = "compute";
    public static final String OVERHEAD = "overhead";

    /**
     * A part of the way, while the run trained.
     *
     * @param stage {@code disk}, {@code memory}, {@code preprocessing}, {@code transfer}, {@code deviceMemory} or {@code compute}
     * @param unit of both numbers: {@value #BYTES}, {@value #SAMPLES} or {@value #FLOP}
     * @param rate what passed in a second
     * @param peak what could pass
     */
    public record Stage(String stage, String unit, double rate, Optional<Double> peak) {
        public static final String BYTES = "bytesPerSecond";
        public static final String SAMPLES = "samplesPerSecond";
        public static final String FLOP = "flopPerSecond";

        /** How much of the peak was used, 1 for all of it; empty where that is not known. */
        public Optional<Double> share() {
            return peak.filter(most -> most > 0).map(most -> rate / most);
        }
    }

    /** A part of the way, where it was told. */
    public Optional<Stage> stage(String name) {
        return stages.stream().filter(stage -> stage.stage().equals(name)).findFirst();
    }

    /** Whether its numbers are such as can have been measured. */
    boolean isPossible() {
        return isNumber(share)
                && share <= 1
                && isNumber(seconds)
                && stages.stream().allMatch(stage -> isNumber(stage.rate) && isNumber(stage.peak.orElse(1.0)));
    }

    private static boolean isNumber(double value) {
        return Double.isFinite(value) && value >= 0;
    }
}
