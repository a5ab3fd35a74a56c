package io.jenkins.plugins.trainmodel.page;

import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.record.LaunchRecord;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import jenkins.model.Jenkins;

/** What is known of a run whose build ended without a word about it, as when Jenkins dies under it. */
final class Interruption {
    private static final String WHAT = "The build ended without a word about this run, as when Jenkins is killed; ";

    private Interruption() {}

    /** One sentence: what happened, and what has become of the trainer. */
    static String sentence(Run<?, ?> build, TrainedRun run, String agent, RunFigures figures) {
        return WHAT
                + LaunchRecords.get()
                        .find(build, run.getId())
                        .map(entry -> lost(entry, agent))
                        .orElse("its trainer no longer runs, and what it had saved is on " + agent + ".")
                + (figures.epoch() > 0 ? " The last that is known: after " + figures.inWords() + "." : "");
    }

    private static String lost(LaunchRecord entry, String agent) {
        return isOnline(entry.node())
                ? "its trainer on " + agent + " is being ended, and what it had saved stays there."
                : "its trainer may go on on " + agent + ", which is away, and is ended when the agent is back.";
    }

    private static boolean isOnline(String node) {
        Computer computer =
                node.isEmpty() ? Jenkins.get().toComputer() : Jenkins.get().getComputer(node);
        return computer != null && computer.isOnline();
    }
}
