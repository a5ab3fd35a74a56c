package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.spec.TrainingSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which metrics a run needs, and who needs them. */
public final class NeededMetrics {
    /** Path to those that look at it, in words. */
    private final Map<String, Set<String>> needed = new TreeMap<>();

    private NeededMetrics() {}

    /** Those of rules and gates, and the one that decides which checkpoint is best. */
    public static NeededMetrics of(TrainingSpec spec) {
        NeededMetrics metrics = new NeededMetrics();
        spec.stopWhen().forEach(rule -> RuleMetrics.of(rule).forEach(path -> metrics.add(path, "rule " + rule.name())));
        spec.gates().forEach(gate -> metrics.add(gate.metric(), "gate " + gate.text()));
        metrics.add(spec.checkpoint().metric(), "checkpoint.metric");
        return metrics;
    }

    private void add(String path, String who) {
        needed.computeIfAbsent(path, any -> new TreeSet<>()).add(who);
    }

    /** One sentence for each that is not among those measured; none where all are. */
    public List<String> missing(Set<String> measured) {
        return needed.entrySet().stream()
                .filter(entry -> !measured.contains(entry.getKey()))
                .map(entry -> entry.getKey() + " is not measured, and " + String.join(", ", entry.getValue())
                        + " needs it; measured are " + String.join(", ", new TreeSet<>(measured)))
                .toList();
    }

    /** All of them. */
    public Set<String> paths() {
        return Set.copyOf(needed.keySet());
    }

    /** One sentence for people who need not do anything. */
    public String sentence() {
        return "all that is needed is measured: " + String.join(", ", needed.keySet());
    }
}
