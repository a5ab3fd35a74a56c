package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.BuildAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which later builds began where runs of this one were; kept with the build, and told on its page. */
public final class Continuations extends BuildAction {
    private static final int MOST = 1_000;

    /** The builds' numbers, the oldest first; never changed, only replaced. */
    private volatile List<Integer> builds = new ArrayList<>();

    /** Notes that a later build has begun where a run of this one was. Noted again, it changes nothing. */
    public static void note(Run<?, ?> origin, int later) throws IOException {
        Continuations known = of(origin, Continuations.class, Continuations::new);
        if (known.add(later)) {
            origin.save();
        }
    }

    private synchronized boolean add(int build) {
        if (builds.contains(build) || builds.size() >= MOST) {
            return false;
        }
        List<Integer> more = new ArrayList<>(builds);
        more.add(build);
        builds = more;
        return true;
    }

    public List<Integer> getBuilds() {
        return Collections.unmodifiableList(builds);
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.Restart_title();
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
