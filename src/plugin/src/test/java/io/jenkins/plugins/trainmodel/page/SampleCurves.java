package io.jenkins.plugins.trainmodel.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The metrics of a {@link SampleRun}: a model that learns fast, then slowly, then by heart, with the noise of real ones. */
final class SampleCurves {
    private final Random chance;
    private final double speed;
    private final int planned;

    SampleCurves(long seed, int planned) {
        this.chance = new Random(seed);
        this.speed = 3.2 + 2.6 * chance.nextDouble();
        this.planned = planned;
    }

    /**
     * What is read within an epoch.
     *
     * @param place epochs since the beginning, with their parts
     */
    Map<String, Double> step(int epoch, double place) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train/loss", loss(place, 0.012) * (1 + 0.12 * chance.nextGaussian()));
        metrics.put("learningRate", learningRate(epoch));
        metrics.put("gradient/norm", 1.8 * Math.exp(-place / 18) + 0.12 + 0.06 * Math.abs(chance.nextGaussian()));
        metrics.put("throughput/samplesPerSecond", 3350 + 90 * chance.nextGaussian());
        return metrics;
    }

    /** What is read of the machine. */
    Map<String, Double> telemetry() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("gpu/0/utilization", Math.min(1, 0.9 + 0.04 * chance.nextGaussian()));
        metrics.put("gpu/0/memory", 9.3e9 + 2e7 * chance.nextGaussian());
        metrics.put("gpu/0/power", 510 + 22 * chance.nextGaussian());
        metrics.put("host/cpu", Math.abs(0.32 + 0.05 * chance.nextGaussian()));
        metrics.put("process/cpu", Math.abs(0.21 + 0.04 * chance.nextGaussian()));
        metrics.put("process/rss", 2.1e9 + 1e7 * chance.nextGaussian());
        return metrics;
    }

    /** What is read at the end of an epoch. */
    Map<String, Double> epoch(int epoch) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train/loss", loss(epoch, 0.012));
        metrics.put("train/accuracy", 1 - 0.9 * Math.exp(-epoch / (0.9 * speed)) - 0.02 * Math.exp(-epoch / 20.0));
        metrics.put(
                "validation/loss",
                loss(epoch, 0.062) + 0.0009 * Math.max(0, epoch - 22) + 0.004 * chance.nextGaussian());
        metrics.put("validation/accuracy", validation(epoch, 0.979));
        metrics.put("validation/f1", validation(epoch, 0.976));
        metrics.put("learningRate", learningRate(epoch));
        metrics.put("gradient/norm", 1.8 * Math.exp(-epoch / 18.0) + 0.15);
        metrics.put("throughput/samplesPerSecond", 3350.0);
        return metrics;
    }

    private double loss(double place, double floor) {
        return 2.1 * Math.exp(-place / speed) + 0.35 * Math.exp(-place / (3.5 * speed)) + floor;
    }

    private double validation(int epoch, double most) {
        return Math.min(most + 0.005, most - 0.9 * Math.exp(-epoch / (0.8 * speed)) + 0.002 * chance.nextGaussian());
    }

    private double learningRate(int epoch) {
        return 0.001 * (1 + Math.cos(Math.PI * epoch / planned)) / 2;
    }

    /** Seconds of an epoch by what they were spent on. */
    static Map<String, Double> phases() {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("dataWait", 1.4);
        phases.put("transfer", 0.7);
        phases.put("forward", 5.8);
        phases.put("backward", 8.9);
        phases.put("update", 1.6);
        phases.put("validation", 1.5);
        phases.put("checkpoint", 0.2);
        phases.put("other", 0.3);
        return phases;
    }
}
