package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.stop.StopRule;
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
        return of(spec.stopWhen(), spec.gates()).add(spec.checkpoint().metric(), "checkpoint.metric");
    }

    /** The same of a run in which another program trains. */
    public static NeededMetrics of(WatchedSpec spec) {
        return of(spec.stopWhen(), spec.gates()).add(spec.watch().metric(), "watch.metric");
    }

    private static NeededMetrics of(List<StopRule> rules, List<Gate> gates) {
        NeededMetrics metrics = new NeededMetrics();
        rules.forEach(rule -> RuleMetrics.of(rule).forEach(path -> metrics.add(path, "rule " + rule.name())));
        gates.forEach(gate -> metrics.add(gate.metric(), "gate " + gate.text()));
        return metrics;
    }

    private NeededMetrics add(String path, String who) {
        needed.computeIfAbsent(path, any -> new TreeSet<>()).add(who);
        return this;
    }

    /** One sentence for each that is not among those measured; none where all are. */
    public List<String> missing(Set<String> measured) {
        return needed.entrySet().stream()
                .filter(entry -> !measured.contains(entry.getKey()))
                .map(entry -> entry.getKey() + " is not measured, and " + String.join(", ", entry.getValue())
                        + " needs it; measured are " + String.join(", ", new TreeSet<>(measured)))
                .toList();
    }

    /** Those that look at a path, in words. */
    public String whoNeeds(String path) {
        return String.join(", ", needed.getOrDefault(path, Set.of()));
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
