package io.jenkins.plugins.trainmodel.page;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.Run;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The runs that go on under this controller. Steps enter theirs when they start, at every look, and again after a restart.
 * A run is found by its job, whatever the job is called by now: a job that is renamed or moved stays the same object.
 */
@Extension
@Restricted(NoExternalUse.class)
public class LiveRuns {
    private final Map<Place, LiveRun> runs = new HashMap<>();
    private final Map<LiveRun, Place> places = new IdentityHashMap<>();

    private record Place(Job<?, ?> job, int number, String id) {
        static Place of(Run<?, ?> build, String id) {
            return new Place(build.getParent(), build.getNumber(), id);
        }
    }

    public static LiveRuns get() {
        return ExtensionList.lookupSingleton(LiveRuns.class);
    }

    /** Enters the run. When its job was loaded anew, the place under the old object goes. */
    public synchronized void enter(Run<?, ?> build, String id, LiveRun run) {
        Place place = Place.of(build, id);
        Place before = places.put(run, place);
        if (before != null && !before.equals(place)) {
            runs.remove(before, run);
        }
        LiveRun other = runs.put(place, run);
        if (other != null && other != run) {
            places.remove(other);
        }
    }

    public synchronized void leave(Run<?, ?> build, String id) {
        LiveRun run = runs.remove(Place.of(build, id));
        if (run != null) {
            places.remove(run);
        }
    }

    public synchronized long size() {
        return runs.size();
    }

    public synchronized Optional<LiveRun> find(Run<?, ?> build, String id) {
        return Optional.ofNullable(runs.get(Place.of(build, id)));
    }
}
