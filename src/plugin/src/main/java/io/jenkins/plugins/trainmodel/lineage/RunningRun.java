package io.jenkins.plugins.trainmodel.lineage;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunStatus;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.lineage.Descent;
import io.jenkins.trainmodel.lineage.Member;
import io.jenkins.trainmodel.lineage.Member.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run that the series does not know, since it goes on: its log tells what it began from. */
final class RunningRun {
    private static final Logger LOGGER = Logger.getLogger(RunningRun.class.getName());
    private static final Pattern PLACE = Pattern.compile("([1-9][0-9]{0,8})/train-model/([^/]{1,100})/");

    private RunningRun() {}

    /** The run whose page is there. */
    static Optional<Member> at(Job<?, ?> job, String place) {
        Matcher matcher = PLACE.matcher(place);
        Run<?, ?> build = matcher.matches() ? job.getBuildByNumber(Integer.parseInt(matcher.group(1))) : null;
        TrainingBuildAction action = build == null ? null : build.getAction(TrainingBuildAction.class);
        return action == null ? Optional.empty() : action.find(matcher.group(2)).flatMap(run -> of(build, run));
    }

    /** The run, if it was started. */
    static Optional<Member> of(Run<?, ?> build, TrainedRun run) {
        TrainingBuildAction action = TrainingBuildAction.of(build);
        Path log = action.eventLog(run.getId());
        if (!Files.isRegularFile(log)) {
            return Optional.empty();
        }
        try {
            return Optional.of(member(build, run, Descent.read(log), action.status(run)));
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.FINE, e, () -> "Nobody knows what the run of " + log + " began from");
            return Optional.empty();
        }
    }

    private static Member member(Run<?, ?> build, TrainedRun run, Descent descent, RunStatus status) {
        return new Member(
                descent.runId(),
                JobFamily.name(build.getNumber(), run.getName()),
                JobFamily.place(build.getNumber(), run.getId()),
                descent.origin(),
                new Standing(Standing.OPEN, status.getEpochs(), 0, Optional.empty(), Optional.empty()),
                List.of(),
                Optional.empty());
    }
}
