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
 * What one process of a run has used: how long it lasted, its processor time as it told it last, and the energy of its GPU,
 * the integral of the sampled power over wall time by the trapezoidal rule. Before the first sample and behind the last one
 * the power is taken to be that of the sample.
 */
final class ProcessMeter {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    private static final Pattern POWER = Pattern.compile("gpu/(\\d{1,3})/power");

    private final boolean onGpu;
    private final Optional<String> gpuIndex;
    private Instant begin;
    private Instant last;
    private Optional<Double> cpuSeconds = Optional.empty();
    private Optional<Sample> newest = Optional.empty();
    private double joules;
    /** Whether several GPUs tell their power, and the process does not say which is its own. */
    private boolean ambiguous;

    /** A reading of the GPU's power, in watts. */
    private record Sample(Instant time, double watts) {}

    ProcessMeter(Instant begin, Map<String, String> environment) {
        this.begin = begin;
        this.last = begin;
        this.onGpu = environment.getOrDefault("device", "").startsWith("gpu");
        this.gpuIndex = Optional.ofNullable(environment.get(CostMeter.GPU_INDEX));
    }

    void add(EventRecord entry) {
        last = entry.time().isAfter(last) ? entry.time() : last;
        if (entry.event() instanceof TrainingEvent.Telemetry telemetry) {
            hear(entry.time(), telemetry.metrics());
        }
    }

    private void hear(Instant time, Map<String, Double> metrics) {
        amount(metrics, CostMeter.SECONDS).ifPresent(lasted -> begunAt(time.minusMillis(Math.round(1e3 * lasted))));
        cpuSeconds = amount(metrics, CostMeter.CPU_SECONDS).or(() -> cpuSeconds);
        if (onGpu) {
            power(metrics).ifPresent(watts -> sampled(new Sample(time, watts)));
        }
    }

    /** The process began before its first event: it loaded the engine and the data. */
    private void begunAt(Instant known) {
        begin = known.isBefore(begin) ? known : begin;
    }

    private static Optional<Double> amount(Map<String, Double> metrics, String name) {
        return Optional.ofNullable(metrics.get(name))
                .filter(value -> Double.isFinite(value) && value >= 0 && value < Integer.MAX_VALUE);
    }

    private Optional<Double> power(Map<String, Double> metrics) {
        if (gpuIndex.isPresent()) {
            return amount(metrics, "gpu/" + gpuIndex.get() + "/power");
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
        joules += newest.map(
                        before -> secondsBetween(before.time(), sample.time()) * (before.watts() + sample.watts()) / 2)
                .orElseGet(() -> secondsBetween(begin, sample.time()) * sample.watts());
        newest = Optional.of(sample);
    }

    /** A clock that was set back gives nothing back. */
    private static double secondsBetween(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1e3);
    }

    Cost cost() {
        double hours = secondsBetween(begin, last) / SECONDS_PER_HOUR;
        return new Cost(
                hours,
                onGpu ? hours : 0,
                cpuSeconds.map(seconds -> seconds / SECONDS_PER_HOUR),
                allJoules().map(energy -> energy / JOULES_PER_KILOWATT_HOUR));
    }

    private Optional<Double> allJoules() {
        return ambiguous
                ? Optional.empty()
                : newest.map(sample -> joules + secondsBetween(sample.time(), last) * sample.watts());
    }
}
