package io.jenkins.trainmodel.trainer.nvidia;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** A driver with GPUs that no test machine has. */
public final class FakeDriver implements GpuDriver {
    private final List<Gpu> gpus;
    private final Map<String, Map<String, Double>> statistics = new ConcurrentHashMap<>();
    private final Map<String, List<GpuProcess>> processes = new ConcurrentHashMap<>();

    private volatile Optional<String> failure = Optional.empty();

    private FakeDriver(List<Gpu> gpus) {
        this.gpus = gpus;
    }

    /** So many of one kind, with 24 GB. */
    public static FakeDriver of(int count) {
        return new FakeDriver(IntStream.range(0, count)
                .mapToObj(index -> new Gpu(
                        index, "NVIDIA L4", "570.86.15", "GPU-0000000" + index + "-aaaa", "8.9", 24_000_000_000L))
                .toList());
    }

    public Gpu gpu(int index) {
        return gpus.get(index);
    }

    /** What the GPU says of itself from now on. */
    public FakeDriver says(int index, Map<String, Double> values) {
        statistics.put(gpu(index).identifier(), values);
        return this;
    }

    /** Who computes on the GPU from now on. */
    public FakeDriver shows(int index, GpuProcess... running) {
        processes.put(gpu(index).identifier(), List.of(running));
        return this;
    }

    /** Answers all questions of single GPUs like that. */
    public FakeDriver fails(String words) {
        failure = Optional.of(words);
        return this;
    }

    /** Fails no longer. */
    public void answers() {
        failure = Optional.empty();
    }

    private void fail() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
    }

    @Override
    public GpuReport gpus() {
        return gpus.isEmpty() ? GpuReport.none("there is no NVIDIA driver") : GpuReport.of(gpus);
    }

    @Override
    public Map<String, Double> statistics(Gpu gpu) throws IOException {
        fail();
        return statistics.getOrDefault(gpu.identifier(), Map.of());
    }

    @Override
    public List<GpuProcess> processes(Gpu gpu) throws IOException {
        fail();
        return processes.getOrDefault(gpu.identifier(), List.of());
    }
}
