package io.jenkins.trainmodel.trainer.nvidia;

import java.util.Map;

/** An error of a GPU by the number that its driver gives it. */
public record Xid(long number) {
    private static final long OFF_THE_BUS = 79;

    /** As NVIDIA's list of Xid errors calls them. */
    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(13L, "an exception of the graphics engine, as a kernel causes that reads where nothing is"),
            Map.entry(31L, "a page fault of the GPU's memory, as a kernel causes that reads where nothing is"),
            Map.entry(43L, "the GPU has stopped processing"),
            Map.entry(45L, "what ran on the GPU was cleared away because of an error before"),
            Map.entry(48L, "an error of two bits in the GPU's memory"),
            Map.entry(62L, "the GPU's microcontroller has halted"),
            Map.entry(63L, "the GPU replaces a row of its memory"),
            Map.entry(64L, "the GPU could not replace a row of its memory"),
            Map.entry(74L, "an error of NVLink"),
            Map.entry(79L, "the GPU has fallen off the bus"),
            Map.entry(94L, "an error of the GPU's memory that hit this process alone"),
            Map.entry(95L, "an error of the GPU's memory that hit all processes; the GPU must be reset"),
            Map.entry(119L, "the GPU's system processor does not answer"),
            Map.entry(120L, "an error of the GPU's system processor"));

    /** Such as {@code Xid 79: the GPU has fallen off the bus}. */
    public String words() {
        return "Xid " + number + ": " + NAMES.getOrDefault(number, "see NVIDIA's list of Xid errors");
    }

    /** Whether the system does not reach the GPU any more. */
    public boolean isLoss() {
        return number == OFF_THE_BUS;
    }
}
