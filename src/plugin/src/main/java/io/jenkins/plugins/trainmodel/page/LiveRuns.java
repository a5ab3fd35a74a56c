package io.jenkins.plugins.trainmodel.page;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that go on under this controller. Steps enter theirs when they start, and again after a restart. */
@Extension
public class LiveRuns {
    private final Map<Key, LiveRun> runs = new ConcurrentHashMap<>();

    private record Key(String build, String id) {}

    public static LiveRuns get() {
        return ExtensionList.lookupSingleton(LiveRuns.class);
    }

    public void enter(Run<?, ?> build, String id, LiveRun run) {
        runs.put(new Key(build.getExternalizableId(), id), run);
    }

    public void leave(Run<?, ?> build, String id) {
        runs.remove(new Key(build.getExternalizableId(), id));
    }

    public long size() {
        return runs.size();
    }

    public Optional<LiveRun> find(Run<?, ?> build, String id) {
        return Optional.ofNullable(runs.get(new Key(build.getExternalizableId(), id)));
    }
}
