package io.jenkins.plugins.trainmodel.notice;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunRecorder;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.words.PlainText;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tells all listeners what happens in runs. Its methods return at once, whatever a listener does. */
@Extension
@Restricted(NoExternalUse.class)
public class Announcer {
    /** Notices that one listener may have to hear still. */
    static final int MOST_WAITING = 1000;

    private static final String MILESTONE = "milestone";

    private final Map<TrainingListener, ListenerLane> lanes = new IdentityHashMap<>();

    public static Announcer get() {
        return ExtensionList.lookupSingleton(Announcer.class);
    }

    /** Tells of an event of a run, if it is one that listeners hear of. */
    public void tell(Run<?, ?> build, TrainedRun run, TrainingEvent event) {
        if (event instanceof TrainingEvent.Started || event instanceof TrainingEvent.Resumed) {
            announce(listener -> listener.onStarted(build, run));
        } else if (event instanceof TrainingEvent.Epoch epoch) {
            TrainingListener.Epoch news =
                    new TrainingListener.Epoch(epoch.epoch(), epoch.plannedEpochs(), epoch.metrics());
            announce(listener -> listener.onEpoch(build, run, news));
        } else if (event instanceof Intervention.CommandApplied applied) {
            TrainingListener.Command command = new TrainingListener.Command(
                    PlainText.line(applied.command()), applied.accepted(), PlainText.line(applied.message()));
            announce(listener -> listener.onCommand(build, run, command));
        } else if (event instanceof Conclusion.Judged judged) {
            List<TrainingListener.Gate> gates =
                    judged.gates().stream().map(Announcer::gate).toList();
            announce(listener -> listener.onGates(build, run, gates));
        } else if (event instanceof Conclusion.Finished end) {
            end.fired().stream()
                    .filter(verdict -> verdict.type().equals(MILESTONE))
                    .map(Verdict::rule)
                    .map(rule -> new TrainingListener.Milestone(PlainText.line(rule), end.epoch()))
                    .forEach(milestone -> announce(listener -> listener.onMilestone(build, run, milestone)));
        }
    }

    private static TrainingListener.Gate gate(GateVerdict gate) {
        return new TrainingListener.Gate(
                PlainText.line(gate.gate()), gate.metric(), gate.held(), PlainText.line(gate.sentence()));
    }

    /** Tells that a run was promoted, by whom and why. */
    public void promoted(Run<?, ?> build, TrainedRun run, String by, String reason) {
        TrainingListener.Promotion promotion = new TrainingListener.Promotion(by, reason);
        announce(listener -> listener.onPromoted(build, run, promotion));
    }

    /** Tells that a run is no reference any more, by whom and why. */
    public void demoted(Run<?, ?> build, TrainedRun run, String by, String reason) {
        TrainingListener.Promotion demotion = new TrainingListener.Promotion(by, reason);
        announce(listener -> listener.onDemoted(build, run, demotion));
    }

    /** Tells that a specification cannot be used. */
    public void refused(Run<?, ?> build, SpecException problems) {
        var list = problems.problems().stream().map(Announcer::problem).toList();
        announce(listener -> listener.onRefused(build, list));
    }

    private static TrainingListener.Problem problem(SpecProblem problem) {
        return new TrainingListener.Problem(
                problem.location().source(), problem.location().line(), problem.toString());
    }

    private void finished(Run<?, ?> build, TrainedRun run, RunResult result) {
        announce(listener -> listener.onFinished(build, run, result));
    }

    private synchronized void announce(Consumer<TrainingListener> notice) {
        for (TrainingListener listener : ExtensionList.lookup(TrainingListener.class)) {
            lanes.computeIfAbsent(listener, heard -> new ListenerLane(heard, TrainingThreads.get(), MOST_WAITING))
                    .add(notice);
        }
    }

    /** Passes the end of runs on. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class Finished implements RunRecorder {
        @Override
        public void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
            get().finished(build, run, result);
        }
    }
}
