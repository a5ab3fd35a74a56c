package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up what a run costs while its events come by, in the order of the log. Takes the same little memory for any run. Not
 * safe for several threads at once.
 */
public final class CostMeter {
    /** In telemetry: seconds since the process began. */
    public static final String SECONDS = "process/seconds";
    /** In telemetry: its processor time since then, summed over cores, in seconds. */
    public static final String CPU_SECONDS = "process/cpuSeconds";
    /** In telemetry: seconds that its processes have held GPUs, summed over those. */
    public static final String GPU_SECONDS = "process/gpuSeconds";
    /** In telemetry: the energy in joules that those GPUs took meanwhile. */
    public static final String GPU_JOULES = "process/gpuJoules";
    /**
     * In the environment of a process: the number by which the driver knows the GPU that it computes on; of several, theirs,
     * separated by commas.
     */
    public static final String GPU_INDEX = "gpuIndex";

    /** Of the processes that are over. */
    private Optional<Cost> before = Optional.empty();
    /** The newest process. */
    private Optional<ProcessMeter> newest = Optional.empty();

    /** Hears the next event. */
    public void add(EventRecord entry) {
        if (entry.event() instanceof TrainingEvent.Started started) {
            begin(entry, started.environment());
        } else if (entry.event() instanceof TrainingEvent.Resumed resumed) {
            begin(entry, resumed.environment());
        } else if (newest.isPresent() && isOfTraining(entry.event())) {
            newest.get().add(entry);
        }
    }

    private void begin(EventRecord entry, Map<String, String> environment) {
        before = cost();
        newest = Optional.of(new ProcessMeter(entry.time(), environment));
    }

    /**
     * These may also come from a process that never trained, long after the one before has ended: they tell nothing of how
     * long that one lasted.
     */
    private static boolean isOfTraining(TrainingEvent event) {
        return !(event instanceof Conclusion.Finished
                || event instanceof Conclusion.Failed
                || event instanceof Intervention.CommandApplied
                || event instanceof TrainingEvent.Warning);
    }

    /** What was used so far; empty for a run that never began. */
    public Optional<Cost> cost() {
        Optional<Cost> own = newest.map(ProcessMeter::cost);
        return own.map(cost -> before.map(cost::plus).orElse(cost));
    }
}
