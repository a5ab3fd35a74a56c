package io.jenkins.trainmodel.report;

import java.util.Optional;

/**
 * The energy of a GPU while a process had it, from samples of its counter and of its power. Between two samples it is what the
 * counter has grown by; where one of them lacks it, or it has shrunk since the driver was loaded again, the integral of the power
 * by the trapezoidal rule. Before the first sample and behind the last one the power is taken to be that of the sample, or else
 * what the counter makes of the interval beside it.
 */
final class EnergyMeter {
    private Optional<Sample> newest = Optional.empty();
    private double joules;
    /** Of the newest sample, or of the interval before it. */
    private Optional<Double> watts = Optional.empty();
    /** Seconds before the first sample, as long as nothing tells with what power. */
    private double unpriced;

    /**
     * A reading of a GPU.
     *
     * @param second since the process began
     * @param watts its power, where it tells it
     * @param counter joules since some time before, where it tells them
     */
    record Sample(double second, Optional<Double> watts, Optional<Double> counter) {
        private double secondsSince(Sample before) {
            return Math.max(0, second - before.second);
        }

        private Optional<Double> grownSince(Sample before) {
            return counter.flatMap(now -> before.counter.map(then -> now - then))
                    .filter(grown -> grown >= 0);
        }
    }

    void add(Sample sample) {
        if (newest.isPresent()) {
            between(newest.get(), sample);
        } else {
            unpriced = sample.second();
        }
        watts = sample.watts().or(() -> watts);
        if (watts.isPresent()) {
            joules += unpriced * watts.get();
            unpriced = 0;
        }
        newest = Optional.of(sample);
    }

    private void between(Sample before, Sample sample) {
        double seconds = sample.secondsSince(before);
        Optional<Double> grown = sample.grownSince(before);
        double mean = (watts.orElse(0.0) + sample.watts().or(() -> watts).orElse(0.0)) / 2;
        joules += grown.orElse(seconds * mean);
        if (grown.isPresent() && seconds > 0) {
            watts = Optional.of(grown.get() / seconds);
        }
    }

    /** Up to a second since the process began; empty where nothing was told. */
    Optional<Double> joules(double second) {
        return newest.flatMap(sample -> watts.map(power -> joules + Math.max(0, second - sample.second()) * power));
    }
}
