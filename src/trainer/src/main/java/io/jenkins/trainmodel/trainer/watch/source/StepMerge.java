package io.jenkins.trainmodel.trainer.watch.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

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
     * @param wanted whether a reading may be given yet
     */
    void release(
            Collection<ReportSource> sources,
            Predicate<Report.Reading> wanted,
            BiConsumer<ReportSource, Report.Reading> readings) {
        if (sources.stream().anyMatch(source -> source.hasMore() && !holds(source))) {
            return;
        }
        long bound = waiting.entrySet().stream()
                .filter(entry -> entry.getKey().hasMore())
                .mapToLong(entry -> farthest(entry.getValue()))
                .min()
                .orElse(Long.MAX_VALUE);
        OptionalLong first = first();
        while (first.isPresent() && first.getAsLong() <= bound && give(first.getAsLong(), wanted, readings)) {
            first = first();
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

    /** Says whether anything was given. */
    private boolean give(
            long step, Predicate<Report.Reading> wanted, BiConsumer<ReportSource, Report.Reading> readings) {
        boolean given = false;
        for (Map.Entry<ReportSource, Deque<Report.Reading>> entry : waiting.entrySet()) {
            Deque<Report.Reading> of = entry.getValue();
            while (!of.isEmpty() && of.getFirst().step() <= step && wanted.test(of.getFirst())) {
                readings.accept(entry.getKey(), of.removeFirst());
                given = true;
            }
        }
        waiting.values().removeIf(Deque::isEmpty);
        return given;
    }
}
