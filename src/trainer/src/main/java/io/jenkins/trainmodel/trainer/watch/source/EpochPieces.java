package io.jenkins.trainmodel.trainer.watch.source;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Puts epochs together whose metrics stand in several files. One is whole when every file that had a part of the epoch before has
 * one of it, and something of a later epoch has come; where one file alone has rows, each of them is whole, the first one
 * where no other file can come or none has come for a while. A file that says no more is waited for as long as those who write such
 * files keep back what they have.
 */
final class EpochPieces {
    /** Tables are written a row at a time. */
    static final Duration FOR_ROWS = Duration.ofSeconds(10);
    /** TensorBoard's writers keep values back for 120 s. */
    static final Duration FOR_VALUES = Duration.ofSeconds(130);

    private final Duration patience;
    private final LongSupplier nanoseconds;
    private final TreeMap<Integer, Piece> pieces = new TreeMap<>();
    private Set<ReportSource> contributors = Set.of();
    /** Whether no epoch had parts in several files so far, and no file adds to its part. */
    private boolean byOne;

    /** What is there of an epoch. */
    private record Piece(long since, Map<String, Double> metrics, Set<ReportSource> contributors) {}

    private EpochPieces(Duration patience, boolean byOne, LongSupplier nanoseconds) {
        this.patience = patience;
        this.byOne = byOne;
        this.nanoseconds = nanoseconds;
    }

    /** Of tables, whose rows come at once. */
    static EpochPieces ofRows() {
        return ofRows(System::nanoTime);
    }

    /** @param nanoseconds the time, as {@link System#nanoTime()} tells it */
    static EpochPieces ofRows(LongSupplier nanoseconds) {
        return new EpochPieces(FOR_ROWS, true, nanoseconds);
    }

    /** Of event files, where the values of an epoch come one by one. */
    static EpochPieces ofValues() {
        return ofValues(System::nanoTime);
    }

    /** @param nanoseconds the time, as {@link System#nanoTime()} tells it */
    static EpochPieces ofValues(LongSupplier nanoseconds) {
        return new EpochPieces(FOR_VALUES, false, nanoseconds);
    }

    void add(ReportSource source, Report.EpochEnd part) {
        Piece piece = pieces.computeIfAbsent(
                part.epoch(), epoch -> new Piece(nanoseconds.getAsLong(), new TreeMap<>(), new HashSet<>()));
        piece.metrics().putAll(part.metrics());
        piece.contributors().add(source);
        byOne &= piece.contributors().size() == 1 && Set.of(source).containsAll(contributors);
    }

    /**
     * Gives those that are whole.
     *
     * @param oneFile whether there will be no other file
     */
    void release(boolean oneFile, Consumer<Report> reports) {
        while (!pieces.isEmpty() && isWhole(oneFile)) {
            first(reports);
        }
    }

    private boolean isWhole(boolean oneFile) {
        Map.Entry<Integer, Piece> first = pieces.firstEntry();
        Map.Entry<Integer, Piece> later = pieces.higherEntry(first.getKey());
        boolean complete = first.getValue().contributors().containsAll(contributors);
        boolean late = later != null && isOld(later.getValue());
        boolean alone = byOne && (oneFile || !contributors.isEmpty() || isOld(first.getValue()));
        return late || complete && (later != null || alone);
    }

    private boolean isOld(Piece piece) {
        return nanoseconds.getAsLong() - piece.since() >= patience.toNanos();
    }

    /** Gives all: no more will come. */
    void releaseAll(Consumer<Report> reports) {
        while (!pieces.isEmpty()) {
            first(reports);
        }
    }

    private void first(Consumer<Report> reports) {
        Map.Entry<Integer, Piece> first = pieces.pollFirstEntry();
        contributors = Set.copyOf(first.getValue().contributors());
        reports.accept(new Report.EpochEnd(
                first.getKey(), OptionalLong.empty(), first.getValue().metrics()));
    }
}
