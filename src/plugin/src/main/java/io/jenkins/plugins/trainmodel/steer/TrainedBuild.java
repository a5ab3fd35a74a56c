package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Job;
import hudson.model.PermalinkProjectAction.Permalink;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A build with its runs, as a command line names them. */
public record TrainedBuild(Run<?, ?> build) {

    /**
     * The build of this number or permalink.
     *
     * @throws SteeringRefusal if the job has none
     */
    public static TrainedBuild find(Job<?, ?> job, String word) throws SteeringRefusal {
        Optional<Run<?, ?>> build;
        if (word.matches("#?[0-9]{1,9}")) {
            build = Optional.ofNullable(job.getBuildByNumber(Integer.parseInt(word.replace("#", ""))));
        } else {
            Optional<Permalink> link = Optional.ofNullable(job.getPermalinks().get(word));
            build = link.map(known -> known.resolve(job));
        }
        return build.map(TrainedBuild::new)
                .orElseThrow(
                        () -> SteeringRefusal.wrong(Messages.ControlCommand_noBuild(job.getFullDisplayName(), word)));
    }

    /**
     * The run of this id; without one the only run of the build.
     *
     * @throws SteeringRefusal if there is none, or several to choose from
     */
    public TrainedRun run(String id) throws SteeringRefusal {
        List<TrainedRun> runs = Optional.ofNullable(build.getAction(TrainingBuildAction.class))
                .map(TrainingBuildAction::getRuns)
                .orElse(List.of());
        List<TrainedRun> found = runs.stream()
                .filter(run -> id.isEmpty() || run.getId().equals(id))
                .toList();
        if (found.size() != 1) {
            String ids = runs.stream().map(TrainedRun::getId).collect(Collectors.joining(", "));
            throw SteeringRefusal.wrong(Messages.ControlCommand_noRun(build.getFullDisplayName(), id, ids));
        }
        return found.get(0);
    }
}
