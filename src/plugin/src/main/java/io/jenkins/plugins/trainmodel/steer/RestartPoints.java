package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.agent.CheckpointStash;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.report.RunHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.util.VirtualFile;

/** What a run has left among its build's artifacts for another one to begin from, the newest checkpoint first. */
record RestartPoints(Run<?, ?> build, TrainedRun run) {
    private static final int MOST = 200;
    private static final String MANIFEST = "manifest.json";

    List<RestartPoint> all() throws IOException {
        if (run.getArtifacts().isEmpty()) {
            return List.of();
        }
        VirtualFile root = build.getArtifactManager().root().child(run.getArtifacts());
        List<String> names = names(root.child("checkpoints"));
        Map<String, CheckpointSaved> saved = TrainingBuildAction.of(build).look(run.getId(), RestartPoints::saved);
        List<RestartPoint> points = new ArrayList<>();
        for (String name : names) {
            points.add(new RestartPoint(name, Optional.ofNullable(saved.get(name)), points.isEmpty()));
        }
        if (root.child(RestartPoint.PACKAGE).child(MANIFEST).isFile()) {
            points.add(new RestartPoint(RestartPoint.PACKAGE, Optional.empty(), false));
        }
        return points;
    }

    private static List<String> names(VirtualFile checkpoints) throws IOException {
        return Stream.of(checkpoints.list())
                .map(VirtualFile::getName)
                .filter(CheckpointStash::isCheckpoint)
                .sorted(Comparator.comparingLong((String name) -> Long.parseLong(name))
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static Map<String, CheckpointSaved> saved(RunHistory history) {
        Map<String, CheckpointSaved> saved = new HashMap<>();
        history.notable().forEach(entry -> {
            if (entry.event() instanceof CheckpointSaved checkpoint) {
                saved.put(checkpoint.name(), checkpoint);
            }
        });
        return saved;
    }

    /**
     * The one of this name.
     *
     * @param name a checkpoint's, {@code model}, or empty: the newest checkpoint, else the model
     * @throws SteeringRefusal if the run has left none such
     */
    RestartPoint find(String name) throws SteeringRefusal, IOException {
        List<RestartPoint> all = all();
        return all.stream()
                .filter(point -> name.isEmpty() || point.name().equals(name))
                .findFirst()
                .orElseThrow(() -> SteeringRefusal.untimely(
                        all.isEmpty()
                                ? Messages.Restart_nothing(run.getName())
                                : Messages.Restart_noPoint(run.getName(), name)));
    }
}
