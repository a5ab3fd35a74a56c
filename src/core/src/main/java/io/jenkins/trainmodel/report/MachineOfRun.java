package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Map;
import java.util.Optional;

/**
 * On what a run trained, as its newest process says, and what held it up there, as the newest one that has told it says.
 *
 * @param device such as {@code cpu} or {@code gpu2 (NVIDIA L4)}; empty where nobody has said
 * @param processor of the host, with its cores; empty where that is not known
 * @param host the machine's name; empty where that is not known
 * @param replicas processes that trained together, at least 1
 * @param found what held it up; empty before the end, and of runs that do not tell
 */
public record MachineOfRun(
        String device, String processor, String host, int replicas, Optional<BottleneckFound> found) {
    /** Of a run that has said nothing. */
    public static final MachineOfRun UNKNOWN = new MachineOfRun("", "", "", 1, Optional.empty());

    /** What is known behind one more event of the log. */
    public MachineOfRun after(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started started) {
            return in(started.environment());
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            return in(resumed.environment());
        }
        return event instanceof BottleneckFound told
                ? new MachineOfRun(device, processor, host, replicas, Optional.of(told))
                : this;
    }

    private MachineOfRun in(Map<String, String> environment) {
        String processes = environment.getOrDefault(TrainingEvent.Started.REPLICAS, "");
        return new MachineOfRun(
                environment.getOrDefault("device", ""),
                environment.getOrDefault("processor", ""),
                environment.getOrDefault("host", ""),
                processes.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(processes) : 1,
                found);
    }
}
