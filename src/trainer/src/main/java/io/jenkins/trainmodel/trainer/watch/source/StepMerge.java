package io.jenkins.trainmodel.trainer.watch.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Brings the readings of several files into one order, by their steps; those of one file stay in theirs. */
final class StepMerge {
    private final Map<ReportSource, Deque<Report.Reading>> waiting = new LinkedHashMap<>();

    void add(ReportSource source, Report.Reading reading) {
        waiting.computeIfAbsent(source, any -> new ArrayDeque<>()).addLast(reading);
    }

    /** Whether something of this source has not been given yet, so that no more of it need be read. */
    boolean holds(ReportSource source) {
        return waiting.containsKey(source);
    }

    /**
     * Gives all that can be followed by nothing earlier: a source of which more is there already holds back what lies behind it,
     * and everything as long as nothing is known of its steps.
     *
     * @param sources all that there are
     */
    void release(Collection<ReportSource> sources, Consumer<Report.Reading> readings) {
        if (sources.stream().anyMatch(source -> source.hasMore() && !holds(source))) {
            return;
        }
        long bound = waiting.entrySet().stream()
                .filter(entry -> entry.getKey().hasMore())
                .mapToLong(entry -> farthest(entry.getValue()))
                .min()
                .orElse(Long.MAX_VALUE);
        for (OptionalLong first = first(); first.isPresent() && first.getAsLong() <= bound; first = first()) {
            give(first.getAsLong(), readings);
        }
    }

    private static long farthest(Deque<Report.Reading> readings) {
        return readings.stream().mapToLong(Report.Reading::step).max().orElse(0);
    }

    private OptionalLong first() {
        return waiting.values().stream()
                .mapToLong(readings -> readings.getFirst().step())
                .min();
    }

    private void give(long step, Consumer<Report.Reading> readings) {
        for (Deque<Report.Reading> of : waiting.values()) {
            while (!of.isEmpty() && of.getFirst().step() <= step) {
                readings.accept(of.removeFirst());
            }
        }
        waiting.values().removeIf(Deque::isEmpty);
    }
}
