package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one run measured: what its stop rules saw, in the order of the run, each epoch's end once.
 *
 * @param name the file it was read from, as the user wrote it
 */
public record Curve(String name, List<Observation> observations) {
    public Curve {
        observations = List.copyOf(observations);
    }

    /** The ends of epochs. */
    public List<Observation> epochs() {
        return observations.stream().filter(Observation::epochEnd).toList();
    }

    /** The metrics that were measured at the end of an epoch, in alphabetical order. */
    public Set<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        epochs().forEach(epoch -> metrics.addAll(epoch.metrics().keySet()));
        return metrics;
    }
}
