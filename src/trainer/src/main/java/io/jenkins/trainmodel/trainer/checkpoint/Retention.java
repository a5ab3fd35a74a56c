package io.jenkins.trainmodel.trainer.checkpoint;

import io.jenkins.trainmodel.metric.Direction;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which checkpoints stay.
 *
 * @param keep how many of the newest, at least 1
 * @param keepBest how many of the best besides; the very best stays in any case
 * @param metric by which they are compared
 * @param mode which way the metric gets better
 */
record Retention(int keep, int keepBest, String metric, Direction mode) {

    /**
     * Those that may be removed.
     *
     * @param checkpoints from the oldest to the newest
     */
    List<Checkpoint> surplus(List<Checkpoint> checkpoints) {
        List<Checkpoint> bestFirst = bestFirst(checkpoints);
        List<Checkpoint> best = bestFirst.subList(0, Math.min(bestFirst.size(), Math.max(1, keepBest)));
        int firstOfNewest = Math.max(0, checkpoints.size() - Math.max(1, keep));
        Set<Path> kept = Stream.concat(best.stream(), checkpoints.stream().skip(firstOfNewest))
                .map(Checkpoint::directory)
                .collect(Collectors.toSet());
        return checkpoints.stream()
                .filter(checkpoint -> !kept.contains(checkpoint.directory()))
                .toList();
    }

    /** Those that have a value, the best first; of equal ones the earliest comes first. */
    List<Checkpoint> bestFirst(List<Checkpoint> checkpoints) {
        Comparator<Checkpoint> ascending = Comparator.comparing(
                checkpoint -> checkpoint.state().value(metric).orElseThrow());
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.state().value(metric).isPresent())
                .sorted(mode == Direction.MIN ? ascending : ascending.reversed())
                .toList();
    }
}
