package io.jenkins.trainmodel.trainer.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a device can do at the most, by how much is computed with every byte that is moved (Williams, Waterman and Patterson 2009,
 * "Roofline: an insightful visual performance model").
 *
 * @param flopPerSecond floating point operations
 * @param bytesPerSecond of the memory that the device computes on
 */
public record Roofline(double flopPerSecond, double bytesPerSecond) {
    /** Below this share of what both could do, neither holds anything up. */
    private static final double IDLE = 0.1;

    /** What holds up. */
    public enum Bound {
        COMPUTE,
        MEMORY,
        /** Neither: calling operations, waiting, or arithmetic of another kind than products of matrices. */
        OVERHEAD;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Operations a byte from which on arithmetic holds up. */
    public double ridge() {
        return flopPerSecond / bytesPerSecond;
    }

    /** Operations a second at the most with so many a byte. */
    public double attainable(double flopPerByte) {
        return Math.min(flopPerSecond, flopPerByte * bytesPerSecond);
    }

    /** Places work that was measured. */
    Passage passage(double seconds, double flop, double bytes) {
        double arithmetic = flop / flopPerSecond;
        double memory = bytes / bytesPerSecond;
        double share = Math.max(arithmetic, memory) / seconds;
        Bound bound = arithmetic > memory ? Bound.COMPUTE : Bound.MEMORY;
        return new Passage(
                seconds, flop, bytes, bytes > 0 ? flop / bytes : 0, share < IDLE ? Bound.OVERHEAD : bound, share);
    }

    /**
     * A batch's way through a layer.
     *
     * @param flop floating point operations, reckoned from the network's description
     * @param bytes that are moved at the least, reckoned
     * @param flopPerByte arithmetic intensity
     * @param share of the peak that holds up: of arithmetic, or else of memory; above 1 where caches keep what was reckoned as moved
     */
    public record Passage(double seconds, double flop, double bytes, double flopPerByte, Bound bound, double share) {
        /** Operations a second. */
        public double flopPerSecond() {
            return flop / seconds;
        }
    }
}
