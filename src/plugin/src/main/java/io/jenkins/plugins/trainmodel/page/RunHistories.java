package io.jenkins.plugins.trainmodel.page;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PeriodicWork;
import io.jenkins.trainmodel.report.RunHistory;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The histories of the runs that people look at. A history is read once and then goes on with what the log has gained. It
 * is forgotten when nobody has looked for a while, or when all of them take too much of the heap, whatever the logs hold.
 */
@Extension
@Restricted(NoExternalUse.class)
public class RunHistories {
    private static final int MOST_READINGS = 4_000;
    private static final long MOST_BYTES_EACH = 16 << 20;
    private static final long MOST_BYTES = 48 << 20;
    private static final long UNUSED = TimeUnit.MINUTES.toNanos(10);

    private final Map<Path, Followed> recent = new LinkedHashMap<>(16, 0.75f, true);

    /** A log, read up to an offset. */
    private static final class Followed {
        private RunHistory history = new RunHistory(MOST_READINGS, MOST_BYTES_EACH);
        private long offset;
        private String renderedTag = "";
        private SoftReference<String> rendered = new SoftReference<>(null);
        private volatile long bytes;
        private volatile long lookedAt = System.nanoTime();

        synchronized <T> T look(Path log, BiFunction<RunHistory, Long, T> view) throws IOException {
            lookedAt = System.nanoTime();
            try {
                offset = history.readOn(log, offset);
            } catch (EOFException e) {
                history = new RunHistory(MOST_READINGS, MOST_BYTES_EACH);
                offset = history.readOn(log, 0);
            }
            bytes = history.bytes();
            return view.apply(history, offset);
        }

        /** What many who look at one run are given, rendered once. */
        synchronized String render(String tag, Function<RunHistory, String> rendering) {
            String known = tag.equals(renderedTag) ? rendered.get() : null;
            if (known != null) {
                return known;
            }
            String fresh = rendering.apply(history);
            renderedTag = tag;
            rendered = new SoftReference<>(fresh);
            return fresh;
        }

        boolean isUnused(long now) {
            return now - lookedAt > UNUSED;
        }
    }

    public static RunHistories get() {
        return ExtensionList.lookupSingleton(RunHistories.class);
    }

    /**
     * Looks at the run whose log this is; one that does not exist is empty.
     *
     * @param view takes the history, which it must not keep, and the bytes that were read
     */
    <T> T look(Path log, BiFunction<RunHistory, Long, T> view) throws IOException {
        return followed(log).look(log, view);
    }

    /**
     * What changes with the log, rendered only when it was not for the same tag.
     *
     * @param tagging gives the tag of what would be rendered
     * @param known the tag of what the asker has; nothing is rendered for one that has the newest
     */
    RunData render(
            Path log,
            BiFunction<RunHistory, Long, String> tagging,
            Function<RunHistory, String> rendering,
            Optional<String> known)
            throws IOException {
        Followed followed = followed(log);
        return followed.look(log, (history, length) -> {
            String tag = tagging.apply(history, length);
            return known.filter(tag::equals).isPresent()
                    ? new RunData(tag, Optional.empty())
                    : new RunData(tag, Optional.of(followed.render(tag, rendering)));
        });
    }

    private synchronized Followed followed(Path log) {
        Followed followed = recent.computeIfAbsent(log, unused -> new Followed());
        while (recent.size() > 1 && bytes() > MOST_BYTES) {
            recent.remove(recent.keySet().iterator().next());
        }
        return followed;
    }

    /** What all of them take of the heap, as far as that can be estimated. */
    synchronized long bytes() {
        return recent.values().stream().mapToLong(followed -> followed.bytes).sum();
    }

    /** How many histories are held. */
    synchronized int size() {
        return recent.size();
    }

    /** Forgets the histories that nobody has looked at for a while. */
    synchronized void forgetUnused(long now) {
        recent.values().removeIf(followed -> followed.isUnused(now));
    }

    /** Forgets in time. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class Forgetting extends PeriodicWork {
        @Override
        public long getRecurrencePeriod() {
            return TimeUnit.MINUTES.toMillis(2);
        }

        @Override
        protected void doRun() {
            get().forgetUnused(System.nanoTime());
        }
    }
}
