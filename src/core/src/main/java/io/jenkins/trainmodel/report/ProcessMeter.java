package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one process of a run has used: how long it lasted, its processor time as it told it last, and the energy of its GPUs.
 * Time is what the process itself has told; the wall clock, which may be set while it runs, only counts behind that.
 */
final class ProcessMeter {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    /** A GPU of a kilowatt takes as much in 30,000 years. */
    private static final double MOST_JOULES = 1e15;

    private static final Pattern OF_GPU = Pattern.compile("gpu/(\\d{1,3})/(?:power|energy)");

    private final boolean onGpu;
    /** The driver's numbers of its GPUs; empty where it does not tell them. Parts of a GPU have the same one. */
    private final List<String> gpus;
    /** How long the process had lasted, in seconds, when it said so last; 0 before. */
    private double known;
    /** When that was, by the wall clock. */
    private Instant knownAt;
    /** The latest event since. */
    private Instant last;

    private Optional<Double> cpuSeconds = Optional.empty();
    /** Of a process that tells which GPUs its program holds. */
    private Optional<Double> gpuSeconds = Optional.empty();

    private Optional<Double> gpuJoules = Optional.empty();
    private final EnergyMeter energy = new EnergyMeter();
    /** Whether several GPUs tell their power or energy, and the process does not say which is its own. */
    private boolean ambiguous;

    ProcessMeter(Instant begin, Map<String, String> environment) {
        this.knownAt = begin;
        this.last = begin;
        this.onGpu = environment.getOrDefault("device", "").startsWith("gpu");
        this.gpus = Optional.ofNullable(environment.get(CostMeter.GPU_INDEX))
                .map(numbers -> List.of(numbers.split(",")))
                .orElse(List.of());
    }

    void add(EventRecord entry) {
        last = entry.time().isAfter(last) ? entry.time() : last;
        if (entry.event() instanceof TrainingEvent.Telemetry telemetry) {
            hear(entry.time(), telemetry.metrics());
        }
    }

    private void hear(Instant time, Map<String, Double> metrics) {
        amount(metrics, CostMeter.SECONDS).ifPresent(seconds -> lasted(time, seconds));
        cpuSeconds = amount(metrics, CostMeter.CPU_SECONDS).or(() -> cpuSeconds);
        gpuSeconds = amount(metrics, CostMeter.GPU_SECONDS).or(() -> gpuSeconds);
        gpuJoules = amount(metrics, CostMeter.GPU_JOULES).or(() -> gpuJoules);
        if (onGpu) {
            sampled(metrics, ownGpus(metrics));
        }
    }

    /** The process knows best: it began before its first event, and the wall clock may have been set meanwhile. */
    private void lasted(Instant time, double seconds) {
        known = Math.max(known, seconds);
        knownAt = time;
        last = time;
    }

    /** How long the process has lasted. A wall clock that was set back gives nothing back. */
    private double seconds() {
        return known + Math.max(0, Duration.between(knownAt, last).toMillis() / 1e3);
    }

    private static Optional<Double> amount(Map<String, Double> metrics, String name) {
        return amount(metrics, name, Integer.MAX_VALUE);
    }

    private static Optional<Double> amount(Map<String, Double> metrics, String name, double most) {
        return Optional.ofNullable(metrics.get(name))
                .filter(value -> Double.isFinite(value) && value >= 0 && value < most);
    }

    private List<String> ownGpus(Map<String, Double> metrics) {
        if (!gpus.isEmpty()) {
            return gpus.stream().distinct().toList();
        }
        List<String> told = metrics.keySet().stream()
                .map(OF_GPU::matcher)
                .filter(Matcher::matches)
                .map(gpu -> gpu.group(1))
                .distinct()
                .toList();
        ambiguous |= told.size() > 1;
        return told.size() == 1 ? told : List.of();
    }

    /** Logs of earlier versions hold the power alone. */
    private void sampled(Map<String, Double> metrics, List<String> numbers) {
        Optional<Double> watts = sum(metrics, numbers, "power", Integer.MAX_VALUE);
        Optional<Double> counter = sum(metrics, numbers, "energy", MOST_JOULES);
        if (watts.isPresent() || counter.isPresent()) {
            energy.add(new EnergyMeter.Sample(seconds(), watts, counter));
        }
    }

    /** Of all these GPUs; that of some alone would be told as that of all. */
    private static Optional<Double> sum(Map<String, Double> metrics, List<String> numbers, String name, double most) {
        List<Double> told = numbers.stream()
                .flatMap(number -> amount(metrics, "gpu/" + number + "/" + name, most).stream())
                .toList();
        return told.isEmpty() || told.size() < numbers.size()
                ? Optional.empty()
                : Optional.of(told.stream().mapToDouble(Double::doubleValue).sum());
    }

    Cost cost() {
        double hours = seconds() / SECONDS_PER_HOUR;
        return new Cost(
                hours,
                gpuSeconds.map(held -> held / SECONDS_PER_HOUR).orElse(onGpu ? hours * Math.max(1, gpus.size()) : 0),
                cpuSeconds.map(seconds -> seconds / SECONDS_PER_HOUR),
                gpuJoules.or(this::allJoules).map(energy -> energy / JOULES_PER_KILOWATT_HOUR));
    }

    private Optional<Double> allJoules() {
        return ambiguous ? Optional.empty() : energy.joules(seconds());
    }
}
