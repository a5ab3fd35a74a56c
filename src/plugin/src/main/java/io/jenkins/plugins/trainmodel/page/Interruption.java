package io.jenkins.plugins.trainmodel.page;

import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.record.LaunchRecord;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import jenkins.model.Jenkins;

/** What is known of a run whose build ended without a word about it, as when Jenkins dies under it. */
final class Interruption {
    private Interruption() {}

    /** One sentence: what happened, and what has become of the trainer. */
    static String sentence(Run<?, ?> build, TrainedRun run, String agent, RunFigures figures) {
        String what = LaunchRecords.get()
                .find(build, run.getId())
                .map(entry -> lost(entry, agent))
                .orElseGet(() -> Messages.Interruption_gone(agent));
        return figures.epoch() > 0 ? Messages.Interruption_lastKnown(what, figures.inWords()) : what;
    }

    private static String lost(LaunchRecord entry, String agent) {
        return isOnline(entry.node()) ? Messages.Interruption_ending(agent) : Messages.Interruption_away(agent);
    }

    private static boolean isOnline(String node) {
        Computer computer =
                node.isEmpty() ? Jenkins.get().toComputer() : Jenkins.get().getComputer(node);
        return computer != null && computer.isOnline();
    }
}
