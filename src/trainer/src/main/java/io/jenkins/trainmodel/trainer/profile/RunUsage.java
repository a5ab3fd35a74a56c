package io.jenkins.trainmodel.trainer.profile;

import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.telemetry.ProcessTraffic;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a training takes of its machine besides computing. Confined to the training thread; lifetime: the process. */
public final class RunUsage {
    private final RunProcesses processes;
    private Optional<BatchLoader> current = Optional.empty();
    private OptionalLong readAtBegin = OptionalLong.empty();
    private double filledSeconds;

    /**
     * What was spent on training.
     *
     * @param phases phase to seconds
     * @param samples that were trained
     * @param fillingSeconds in which batches were filled, while others trained
     * @param bytesRead from disks; empty where the system does not tell it
     */
    public record Spent(Map<String, Double> phases, long samples, double fillingSeconds, OptionalLong bytesRead) {
        /** Of several phases. */
        double seconds(String... names) {
            double sum = 0;
            for (String name : names) {
                sum += phases.getOrDefault(name, 0.0);
            }
            return sum;
        }

        /** Of all phases. */
        double seconds() {
            return phases.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** @param processes that the run is made of */
    public RunUsage(RunProcesses processes) {
        this.processes = processes;
    }

    public RunProcesses processes() {
        return processes;
    }

    /** Training begins now: what was read before is not its own. */
    public void begin() {
        readAtBegin = ProcessTraffic.bytesRead();
    }

    /** Batches for training, which come behind all those before. */
    public BatchLoader following(BatchLoader batches) {
        filledSeconds += current.map(BatchLoader::filledSeconds).orElse(0.0);
        current = Optional.of(batches);
        return batches;
    }

    /** All that was spent since the beginning, in these phases and for so many samples. */
    public Spent spent(Map<String, Double> phases, long samples) {
        OptionalLong now = readAtBegin.isPresent() ? ProcessTraffic.bytesRead() : OptionalLong.empty();
        return new Spent(
                Map.copyOf(phases),
                samples,
                filledSeconds + current.map(BatchLoader::filledSeconds).orElse(0.0),
                now.isPresent()
                        ? OptionalLong.of(Math.max(0, now.getAsLong() - readAtBegin.getAsLong()))
                        : OptionalLong.empty());
    }
}
