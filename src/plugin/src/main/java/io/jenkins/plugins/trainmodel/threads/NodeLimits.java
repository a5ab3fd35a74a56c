package io.jenkins.plugins.trainmodel.threads;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many looks may wait for the same agent at once: a few, and one while it is silent. So an agent that hangs takes a
 * thread, and the runs of all others are followed as ever.
 */
@Extension
public class NodeLimits {
    private static final int AT_ONCE = 4;

    private final Map<String, Lane> lanes = new HashMap<>();

    private static final class Lane {
        private int inside;
        private boolean silent;
    }

    public static NodeLimits get() {
        return ExtensionList.lookupSingleton(NodeLimits.class);
    }

    /** The right to ask an agent something; to be given back whatever comes of it. */
    public final class Pass implements AutoCloseable {
        private final String node;
        private boolean answered;

        private Pass(String node) {
            this.node = node;
        }

        /** Notes that the agent answers. */
        public void answered() {
            answered = true;
        }

        @Override
        public void close() {
            leave(node, answered);
        }
    }

    /** The right to ask this agent now; empty while too many wait for its answers. */
    public synchronized Optional<Pass> enter(String node) {
        Lane lane = lanes.computeIfAbsent(node, unused -> new Lane());
        if (lane.inside >= (lane.silent ? 1 : AT_ONCE)) {
            return Optional.empty();
        }
        lane.inside++;
        return Optional.of(new Pass(node));
    }

    private synchronized void leave(String node, boolean answered) {
        Lane lane = lanes.get(node);
        lane.inside--;
        lane.silent = !answered;
        if (lane.inside == 0 && answered) {
            lanes.remove(node);
        }
    }
}
