package io.jenkins.trainmodel.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run has used of its machines, all its processes together: also what was computed twice after a crash, and what a
 * resume has discarded. Waiting without a process costs nothing.
 *
 * @param hours that processes of the run have lasted, wall time
 * @param gpuHours hours that a GPU was held, working or not; 0 for a run on the CPU
 * @param cpuHours processor time, summed over cores, in hours; empty where the log does not tell it
 * @param kilowattHours energy that the GPU took meanwhile, with what other processes made of it; empty where the device
 *     does not tell its power, or the log not which of several GPUs it is
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Cost(double hours, double gpuHours, Optional<Double> cpuHours, Optional<Double> kilowattHours) {

    /** Both together; what only one of them knows is what is known. */
    Cost plus(Cost other) {
        return new Cost(
                hours + other.hours,
                gpuHours + other.gpuHours,
                sum(cpuHours, other.cpuHours),
                sum(kilowattHours, other.kilowattHours));
    }

    private static Optional<Double> sum(Optional<Double> one, Optional<Double> other) {
        return Stream.of(one, other).flatMap(Optional::stream).reduce(Double::sum);
    }
}
