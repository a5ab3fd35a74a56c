package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.gate.GateVerdict;
import java.util.List;
import java.util.Map;

/**
 * The model that a run has kept, and what its gates say of it.
 *
 * @param packaged whether it was written as a package
 * @param epoch its epoch, 0 where that is not known
 * @param step that it is from, where the epoch behind {@code epoch} was not complete then, else 0
 * @param metrics what it measures, with test data where there are any
 * @param gates the answers of all gates; empty where the specification has none, or the run did not come so far
 */
public record KeptModel(boolean packaged, int epoch, long step, Map<String, Double> metrics, List<GateVerdict> gates) {
    /** Of a run that has kept none. */
    public static final KeptModel NONE = new KeptModel(false, 0, 0, Map.of(), List.of());

    private static final int MOST_GATES = 50;

    public KeptModel {
        metrics = Map.copyOf(metrics);
        gates = gates.stream().limit(MOST_GATES).toList();
    }
}
