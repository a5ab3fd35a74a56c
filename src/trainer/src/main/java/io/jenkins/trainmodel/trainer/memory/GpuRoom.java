package io.jenkins.trainmodel.trainer.memory;

import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuProcess;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A GPU's memory, in bytes, as its driver tells it.
 *
 * @param available what nobody holds, this process neither
 * @param others that compute there, as far as the driver shows them
 */
public record GpuRoom(long total, long available, List<GpuProcess> others) implements Room {

    /** As it is now; empty where the driver does not tell it. */
    public static Optional<GpuRoom> now(GpuDriver driver, Gpu gpu) {
        try {
            Optional<Double> used = Optional.ofNullable(driver.statistics(gpu).get(GpuDriver.MEMORY));
            List<GpuProcess> others = driver.processes(gpu).stream()
                    .filter(process ->
                            process.number() != ProcessHandle.current().pid())
                    .toList();
            return used.filter(bytes -> gpu.memory() > 0)
                    .map(bytes -> new GpuRoom(gpu.memory(), Math.max(0, gpu.memory() - bytes.longValue()), others));
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }

    @Override
    public String words() {
        String room = "of the device's %s, %s are free".formatted(Quantity.bytes(total), Quantity.bytes(available));
        return Stream.concat(
                        Stream.of(room),
                        others.stream()
                                .filter(process -> process.memory() > 0)
                                .map(process -> "process %d holds %s"
                                        .formatted(process.number(), Quantity.bytes(process.memory()))))
                .collect(Collectors.joining("; "));
    }

    @Override
    public String consequence() {
        return "a step may fail for want of memory";
    }
}
