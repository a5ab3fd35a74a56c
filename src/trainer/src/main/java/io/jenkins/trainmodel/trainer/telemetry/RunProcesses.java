package io.jenkins.trainmodel.trainer.telemetry;

import io.jenkins.trainmodel.report.CostMeter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The processes that a run is made of: this one, and those of a program that it has started. Safe to use by several threads.
 */
public final class RunProcesses {
    private final Supplier<List<ProcessHandle>> others;
    private final boolean several;
    private final CpuTimes cpu = new CpuTimes();

    private RunProcesses(boolean several, Supplier<List<ProcessHandle>> others) {
        this.several = several;
        this.others = others;
    }

    /** This process alone. */
    public static RunProcesses own() {
        return new RunProcesses(false, List::of);
    }

    /** This process with those that are found, which are asked for at every look. */
    public static RunProcesses with(Supplier<List<ProcessHandle>> others) {
        return new RunProcesses(true, others);
    }

    /** Whether there may be others than this one. */
    boolean areSeveral() {
        return several;
    }

    /** The numbers of those that live now, this one first. */
    public List<Integer> numbers() {
        return Stream.concat(Stream.of(ProcessHandle.current()), others.get().stream())
                .map(process -> (int) process.pid())
                .distinct()
                .toList();
    }

    /** As {@link ProcessTimes#read()}, with the processor time of all of them, those that have ended included. */
    public synchronized Map<String, Double> times() {
        Map<String, Double> times = ProcessTimes.read();
        if (several) {
            cpu.seconds(numbers()).ifPresent(seconds -> times.put(CostMeter.CPU_SECONDS, seconds));
        }
        return times;
    }
}
