package io.jenkins.trainmodel.trainer.watch.source;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Readings of several files in the order of their steps, with the ends of their epochs. Before the next epoch begins, a file that
 * had a part of the one before is waited for until it has as many readings as it had there, or one that lies further on; in the first
 * epoch every file is, until it says something. What lies behind the end is held back meanwhile, but no longer than those who write
 * such files keep back what they have: steps of the log never go back, so that the end cannot come behind them.
 */
final class OrderedSteps {
    private final StepMerge merge = new StepMerge();
    private final StepEpochs epochs = new StepEpochs();
    private final Duration patience;
    private final LongSupplier nanoseconds;
    /** Readings of each file in the epoch before; not known in the first one. */
    private Map<ReportSource, Integer> before = Map.of();

    private Map<ReportSource, Integer> now = new HashMap<>();
    private boolean first = true;
    /** Since when the next epoch waits. */
    private OptionalLong since = OptionalLong.empty();

    /** @param nanoseconds the time, as {@link System#nanoTime()} tells it */
    OrderedSteps(Duration patience, LongSupplier nanoseconds) {
        this.patience = patience;
        this.nanoseconds = nanoseconds;
    }

    void add(ReportSource source, Report.Reading reading) {
        merge.add(source, reading);
    }

    /** Whether something of this source has not been given yet, so that no more of it need be read. */
    boolean holds(ReportSource source) {
        return merge.holds(source);
    }

    /**
     * Gives what has its place in the order.
     *
     * @param sources all that there are
     */
    void release(Collection<ReportSource> sources, Consumer<Report> reports) {
        merge.release(
                sources,
                reading -> !epochs.begins(reading) || isComplete(sources) || isLate(),
                (source, reading) -> take(source, reading, reports));
    }

    /** The same, where nothing need be waited for. */
    void releaseAll(Collection<ReportSource> sources, Consumer<Report> reports) {
        merge.release(sources, reading -> true, (source, reading) -> take(source, reading, reports));
    }

    /** The running epoch is over. */
    void end(Consumer<Report> reports) {
        epochs.end(reports);
    }

    private void take(ReportSource source, Report.Reading reading, Consumer<Report> reports) {
        if (epochs.begins(reading)) {
            before = now;
            now = new HashMap<>();
            first = false;
            since = OptionalLong.empty();
        }
        now.merge(source, 1, Integer::sum);
        epochs.read(reading, reports);
    }

    private boolean isComplete(Collection<ReportSource> sources) {
        return sources.stream()
                .allMatch(source ->
                        holds(source) || now.getOrDefault(source, 0) >= (first ? 1 : before.getOrDefault(source, 0)));
    }

    private boolean isLate() {
        long moment = nanoseconds.getAsLong();
        if (since.isEmpty()) {
            since = OptionalLong.of(moment);
        }
        return moment - since.getAsLong() >= patience.toNanos();
    }
}
