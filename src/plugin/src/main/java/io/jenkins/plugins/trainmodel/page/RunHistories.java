package io.jenkins.plugins.trainmodel.page;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.trainmodel.event.EventTail;
import io.jenkins.trainmodel.report.RunHistory;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The histories of the runs that people look at. A history is read once and then goes on with what the log has gained;
 * both the number of histories and the size of each are bounded, whatever the logs hold.
 */
@Extension
public class RunHistories {
    private static final int MOST_HISTORIES = 24;
    private static final int MOST_READINGS = 4_000;
    private static final long MOST_BYTES = 16 << 20;
    private static final long BYTES_AT_ONCE = 4 << 20;

    private final Map<Path, Followed> recent = new LinkedHashMap<>(16, 0.75f, true);

    /** A log, read up to an offset. */
    private static final class Followed {
        private RunHistory history = new RunHistory(MOST_READINGS, MOST_BYTES);
        private long offset;

        synchronized <T> T look(Path log, BiFunction<RunHistory, Long, T> view) throws IOException {
            try {
                goOn(log);
            } catch (EOFException e) {
                history = new RunHistory(MOST_READINGS, MOST_BYTES);
                offset = 0;
                goOn(log);
            }
            return view.apply(history, offset);
        }

        private void goOn(Path log) throws IOException {
            EventTail tail;
            do {
                tail = EventTail.read(log, offset, BYTES_AT_ONCE);
                tail.records().forEach(history::add);
                offset = tail.nextOffset();
            } while (tail.more());
        }
    }

    public static RunHistories get() {
        return ExtensionList.lookupSingleton(RunHistories.class);
    }

    /**
     * Looks at the run whose log this is; one that does not exist yet is empty.
     *
     * @param view takes the history, which it must not keep, and the bytes that were read
     */
    public <T> T look(Path log, BiFunction<RunHistory, Long, T> view) throws IOException {
        return followed(log).look(log, view);
    }

    private synchronized Followed followed(Path log) {
        Followed followed = recent.computeIfAbsent(log, unused -> new Followed());
        if (recent.size() > MOST_HISTORIES) {
            recent.remove(recent.keySet().iterator().next());
        }
        return followed;
    }
}
