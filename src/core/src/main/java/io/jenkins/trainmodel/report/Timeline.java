package io.jenkins.trainmodel.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a run besides training, ascending by time: who, when, why and what. Its JSON is what other programs get.
 *
 * @param entries at most {@link #MOST_ENTRIES}
 * @param omitted earlier entries that are not shown
 */
public record Timeline(List<Entry> entries, int omitted) {
    public static final int MOST_ENTRIES = 300;

    public Timeline {
        entries = List.copyOf(entries);
    }

    /** What an entry is about; chooses its picture. */
    public enum Kind {
        /** The run began. */
        START("start"),
        /** The run began where another one stood. */
        RESTART("restart"),
        /** One checkpoint, or several in a row. */
        CHECKPOINT("checkpoint"),
        /** A person's command was answered. */
        COMMAND("command"),
        /** A value of the specification changed. */
        CHANGE("change"),
        /** The run waits, or waits no more. */
        HOLD("hold"),
        /** A process went on from a checkpoint. */
        RESUME("resume"),
        /** A planned stop, or its answer. */
        PLANNED_STOP("plannedStop"),
        /** Another machine has the run. */
        AGENT("agent"),
        WARNING("warning"),
        /** An end, also one after which the run went on. */
        FINISH("finish");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }

    /** Where in the training something happened. */
    public record Place(int epoch, long step) {}

    /**
     * One thing that happened.
     *
     * @param title what, in two or three words
     * @param text what, in one sentence; empty where the title says all
     * @param who the person; empty where it was none
     * @param why in that person's words; empty where nothing was said
     * @param accepted false for what a person asked in vain
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Entry(
            Instant time,
            Kind kind,
            String title,
            String text,
            String who,
            String why,
            boolean accepted,
            Optional<Place> place) {

        /** What no person did. */
        public static Entry of(Instant time, Kind kind, String title, String text, Optional<Place> place) {
            return new Entry(time, kind, title, text, "", "", true, place);
        }
    }

    /** The newest of these entries, in the order given. */
    public static Timeline ofNewest(List<Entry> entries) {
        int omitted = Math.max(0, entries.size() - MOST_ENTRIES);
        return new Timeline(entries.subList(omitted, entries.size()), omitted);
    }

    /**
     * The same with entries of others, each behind the last one that is not later. The run's own stay in the order in which they
     * were told: clocks of two machines may differ.
     */
    public Timeline with(List<Entry> others) {
        List<Entry> all = new ArrayList<>(entries);
        others.stream().sorted(Comparator.comparing(Entry::time)).forEach(other -> all.add(placeOf(other, all), other));
        Timeline newest = ofNewest(all);
        return new Timeline(newest.entries, omitted + newest.omitted);
    }

    private static int placeOf(Entry entry, List<Entry> among) {
        int place = among.size();
        while (place > 0 && among.get(place - 1).time().isAfter(entry.time())) {
            place--;
        }
        return place;
    }
}
