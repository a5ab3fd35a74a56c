package io.jenkins.trainmodel.trainer.watch.source;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts epochs together whose metrics stand in several files; one is whole when something of a later one has come. */
final class EpochPieces {
    private final TreeMap<Integer, Map<String, Double>> pieces = new TreeMap<>();

    void add(Report report, Consumer<Report> reports) {
        if (report instanceof Report.EpochEnd piece) {
            pieces.computeIfAbsent(piece.epoch(), epoch -> new TreeMap<>()).putAll(piece.metrics());
        } else {
            reports.accept(report);
        }
    }

    /** Gives those that are whole. */
    void release(Consumer<Report> reports) {
        while (pieces.size() > 1) {
            first(reports);
        }
    }

    /** Gives all: no more will come. */
    void releaseAll(Consumer<Report> reports) {
        while (!pieces.isEmpty()) {
            first(reports);
        }
    }

    private void first(Consumer<Report> reports) {
        Map.Entry<Integer, Map<String, Double>> first = pieces.pollFirstEntry();
        reports.accept(new Report.EpochEnd(first.getKey(), OptionalLong.empty(), first.getValue()));
    }
}
