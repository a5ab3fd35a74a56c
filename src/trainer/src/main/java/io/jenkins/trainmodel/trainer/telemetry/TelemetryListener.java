package io.jenkins.trainmodel.trainer.telemetry;

import java.util.Map;

/** Hears of the machine's state. Called on the monitor's thread; slowness here thins out the samples and nothing else. */
public interface TelemetryListener {
    /** @param metrics metric path to value, as the telemetry event names them; only what could be read */
    void sampled(Map<String, Double> metrics);

    /** A sensor failed and is left out from now on; said once a sensor. */
    void warned(String message);
}
