package io.jenkins.trainmodel.spec.watch;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.stop.Ranked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How another program's training is watched.
 *
 * @param metrics where it says how its training goes
 * @param rename what the program calls a metric, to the path under which it is known here
 * @param artifacts patterns of the files that are kept, relative to the program's working directory
 * @param keeps which epoch's model the artifacts hold, so that gates judge what is kept
 * @param metric tells which epoch is the best
 * @param mode which way that metric gets better
 * @param signalAfter between asking for the end by a file and by a signal
 * @param grace between the signal and the end by force
 */
public record WatchSpec(
        MetricFiles metrics,
        Optional<Map<String, String>> rename,
        List<String> artifacts,
        Keeps keeps,
        String metric,
        Direction mode,
        Duration signalAfter,
        Duration grace)
        implements Ranked {
    public WatchSpec {
        artifacts = List.copyOf(artifacts);
    }

    /** Which epoch's model a program leaves. */
    public enum Keeps {
        LAST,
        BEST
    }

    /** Their names to ours; empty where none is called otherwise here. */
    public Map<String, String> names() {
        return rename.orElse(Map.of());
    }
}
