package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.words.BottleneckWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * On what a job's runs trained and what held them up, each beside the newest run of its name before it of which the same is
 * known, so that a run that was slower is understood.
 */
final class MachineTrend {
    private static final int MOST_BOTTLENECKS = 12;

    private final BottleneckWords words = new BottleneckWords(Reader.audience());
    private final List<SeriesEntry> entries;
    /** At the place of every run: the machine before it, itself where there is none. */
    private final List<Machine> before = new ArrayList<>();
    /** As {@link #before}, of machines whose bottleneck is known. */
    private final List<Machine> heldBefore = new ArrayList<>();

    /** @param entries the oldest first */
    MachineTrend(List<SeriesEntry> entries) {
        this.entries = entries;
        Map<String, Machine> newest = new HashMap<>();
        Map<String, Machine> newestHeld = new HashMap<>();
        for (SeriesEntry entry : entries) {
            Machine own = entry.machine();
            before.add(newest.getOrDefault(entry.run(), own));
            heldBefore.add(newestHeld.getOrDefault(entry.run(), own));
            if (own.isKnown()) {
                newest.put(entry.run(), own);
            }
            if (own.hasBottleneck()) {
                newestHeld.put(entry.run(), own);
            }
        }
    }

    /** Tells of the machine of a run; nothing is told of what is not known, nor of what has not changed. */
    void addTo(ObjectNode run, int index) {
        Machine own = entries.get(index).machine();
        if (own.isKnown()) {
            run.put("device", own.words()).put("place", own.place());
            if (!own.isLike(before.get(index))) {
                run.put("deviceBefore", before.get(index).words());
                run.put("placeBefore", before.get(index).place());
            }
        }
        if (own.hasBottleneck()) {
            run.put("bottleneck", words.withShare(own.bottleneck(), own.share()));
            String earlier = heldBefore.get(index).bottleneck();
            if (!earlier.equals(own.bottleneck())) {
                run.put("bottleneckBefore", words.shortly(earlier));
            }
        }
    }

    boolean hasBottlenecks() {
        return entries.stream().anyMatch(entry -> entry.machine().hasBottleneck());
    }

    /** A value is the place of the run's bottleneck among {@code words}. */
    void addBottlenecks(ObjectNode chart) {
        List<String> all = bottlenecks();
        all.forEach(bottleneck -> chart.withArray("words").add(words.shortly(bottleneck)));
        ArrayNode last = chart.putArray("last");
        for (SeriesEntry entry : entries) {
            int place = all.indexOf(entry.machine().bottleneck());
            last.add(place < 0 ? null : (Integer) place);
        }
    }

    /** Along the way of the data, and behind them what only a newer trainer knows. */
    private List<String> bottlenecks() {
        Set<String> all = new LinkedHashSet<>(List.of(
                BottleneckFound.DATA,
                BottleneckFound.TRANSFER,
                BottleneckFound.MEMORY,
                BottleneckFound.COMPUTE,
                BottleneckFound.OVERHEAD));
        entries.stream()
                .map(SeriesEntry::machine)
                .filter(Machine::hasBottleneck)
                .map(Machine::bottleneck)
                .forEach(all::add);
        return all.stream().limit(MOST_BOTTLENECKS).toList();
    }
}
