package io.jenkins.trainmodel.trainer.telemetry;

import java.io.IOException;
import java.util.Map;

/** Reads a few values of the machine. Used by one thread. */
interface Sensor {
    /** What it reads, for people. */
    String name();

    /** Adds what it reads now; a rate counts since the reading before, and the first reading has none. */
    void read(Map<String, Double> metrics) throws IOException, InterruptedException;
}
