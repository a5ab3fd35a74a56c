package io.jenkins.plugins.trainmodel.notice;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears of trainings. */
@Extension
public class NightWatch implements TrainingListener {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void onStarted(Run<?, ?> build, TrainedRun run) {
        heard.add(run.getName() + " began in " + build.getFullDisplayName());
    }

    @Override
    public void onEpoch(Run<?, ?> build, TrainedRun run, Epoch epoch) {
        heard.add("epoch " + epoch.number() + ": loss " + epoch.metrics().get("validation/loss"));
    }

    @Override
    public void onGates(Run<?, ?> build, TrainedRun run, List<Gate> gates) {
        List<String> failed =
                gates.stream().filter(gate -> !gate.held()).map(Gate::sentence).toList();
        heard.add("of " + gates.size() + " gates failed: " + failed);
    }

    @Override
    public void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
        heard.add(run.getName() + " is " + result.outcome() + ": " + result.reason());
    }

    public List<String> heard() {
        return List.copyOf(heard);
    }
}
