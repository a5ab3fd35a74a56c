package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.steer.SteerableKeys;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A specification as it was given, and what people changed since: the two are kept apart, so that a resume with the same
 * file keeps the changes (docs/adr/0004).
 *
 * @param given by file and command line
 * @param changes by key, in the order of change
 */
public record SpecInForce(TrainingSpec given, Map<String, String> changes) {
    public SpecInForce {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    public static SpecInForce of(TrainingSpec given) {
        return new SpecInForce(given, Map.of());
    }

    /** The specification that holds now. */
    public TrainingSpec effective() throws SpecException {
        return SteerableKeys.changed(given, changes);
    }

    /** The same with batches of so many samples. */
    SpecInForce sized(int samples) {
        return new SpecInForce(given.withBatchSize(samples), changes);
    }

    /** With more changes. */
    public SpecInForce with(Map<String, String> values) {
        Map<String, String> more = new LinkedHashMap<>(changes);
        more.putAll(values);
        return new SpecInForce(given, more);
    }

    /** As given anew: what differs from what was given before wins over an earlier change of the same key. */
    public SpecInForce givenAnew(TrainingSpec anew) {
        Map<String, String> kept = new LinkedHashMap<>(changes);
        List<String> anewKeys = SpecChanges.besidesPlaces(given, anew).stream()
                .map(SpecChanges.Change::key)
                .toList();
        kept.keySet().removeAll(anewKeys);
        if (anewKeys.stream().anyMatch(SpecInForce::isOfRules)) {
            // A rule's place in the list tells which one was meant, and the list is another one now.
            kept.keySet().removeIf(SpecInForce::isOfRules);
        }
        return new SpecInForce(anew, kept);
    }

    private static boolean isOfRules(String key) {
        return key.startsWith("stopWhen");
    }
}
