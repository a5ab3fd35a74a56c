package io.jenkins.trainmodel.trainer.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which checkpoints stay.
 *
 * @param keep how many of the newest, at least 1
 * @param keepBest how many of the best besides; the very best stays in any case
 */
record Retention(int keep, int keepBest) {

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
    static List<Checkpoint> bestFirst(List<Checkpoint> checkpoints) {
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.state().value().isPresent())
                .sorted(Retention::compare)
                .toList();
    }

    private static int compare(Checkpoint left, Checkpoint right) {
        double leftValue = left.state().value().orElseThrow();
        double rightValue = right.state().value().orElseThrow();
        int ascending = Double.compare(leftValue, rightValue);
        return switch (right.state().best().direction()) {
            case MIN -> ascending;
            case MAX -> -ascending;
        };
    }
}
