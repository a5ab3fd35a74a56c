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
 * What one process of a run has used: how long it lasted, its processor time as it told it last, and the energy of its GPUs,
 * the integral of the sampled power over time by the trapezoidal rule. Before the first sample and behind the last one the
 * power is taken to be that of the sample. Time is what the process itself has told; the wall clock, which may be set while
 * it runs, only counts behind that.
 */
final class ProcessMeter {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    private static final Pattern POWER = Pattern.compile("gpu/(\\d{1,3})/power");

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
    private Optional<Sample> newest = Optional.empty();
    private double joules;
    /** Whether several GPUs tell their power, and the process does not say which is its own. */
    private boolean ambiguous;

    /**
     * A reading of the GPU's power.
     *
     * @param second since the process began
     */
    private record Sample(double second, double watts) {}

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
            power(metrics).ifPresent(watts -> sampled(new Sample(seconds(), watts)));
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
        return Optional.ofNullable(metrics.get(name))
                .filter(value -> Double.isFinite(value) && value >= 0 && value < Integer.MAX_VALUE);
    }

    private Optional<Double> power(Map<String, Double> metrics) {
        if (!gpus.isEmpty()) {
            List<Double> watts = gpus.stream()
                    .distinct()
                    .flatMap(number -> amount(metrics, "gpu/" + number + "/power").stream())
                    .toList();
            // Of some alone would be told as that of all.
            return watts.size() < gpus.stream().distinct().count()
                    ? Optional.empty()
                    : Optional.of(
                            watts.stream().mapToDouble(Double::doubleValue).sum());
        }
        List<String> told = metrics.keySet().stream()
                .map(POWER::matcher)
                .filter(Matcher::matches)
                .map(Matcher::group)
                .toList();
        ambiguous |= told.size() > 1;
        return told.size() == 1 ? amount(metrics, told.get(0)) : Optional.empty();
    }

    private void sampled(Sample sample) {
        joules += newest.map(before ->
                        Math.max(0, sample.second() - before.second()) * (before.watts() + sample.watts()) / 2)
                .orElseGet(() -> sample.second() * sample.watts());
        newest = Optional.of(sample);
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
        return ambiguous
                ? Optional.empty()
                : newest.map(sample -> joules + Math.max(0, seconds() - sample.second()) * sample.watts());
    }
}
