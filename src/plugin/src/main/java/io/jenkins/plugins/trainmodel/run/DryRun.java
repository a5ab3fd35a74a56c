package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.check.CheckWords;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a dry run has found: taken from the agent, kept with the build, judged. */
record DryRun(RunState state, RunFollower follower) {
    private static final Logger LOGGER = Logger.getLogger(DryRun.class.getName());

    /** What was found; empty where its process came to no word. */
    Optional<CheckReport> report(AgentRun agent) throws IOException, InterruptedException {
        byte[] json = agent.readCheck();
        try {
            return json.length == 0 ? Optional.empty() : Optional.of(CheckFile.read(json));
        } catch (IOException foreign) {
            LOGGER.log(Level.FINE, "A dry run has left what is no report", foreign);
            return Optional.empty();
        }
    }

    /** A dry run fails where anything has failed. */
    static RunVerdict verdict(CheckReport report) {
        return new RunVerdict(
                report.passed() ? Outcome.SUCCESS : Outcome.FAILURE,
                "dry run: " + CheckWords.summary(Audience.RECORD, report));
    }
}
