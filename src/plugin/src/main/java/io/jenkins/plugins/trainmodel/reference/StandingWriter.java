package io.jenkins.plugins.trainmodel.reference;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunRecorder;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Keeps with the build what its gates say of every run that has ended. */
@Extension
public class StandingWriter implements RunRecorder {
    @Override
    public void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
        StandingAction action = StandingAction.of(build);
        if (!result.kept().gates().isEmpty()) {
            action.enter(new RunStanding(run.getId(), run.getName(), result));
        }
        try {
            build.save();
        } catch (IOException e) {
            throw new UncheckedIOException("The gates of a run are missing in " + build, e);
        }
    }
}
