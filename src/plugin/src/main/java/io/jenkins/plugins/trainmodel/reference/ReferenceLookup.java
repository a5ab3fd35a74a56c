package io.jenkins.plugins.trainmodel.reference;

import hudson.model.Job;
import hudson.model.PermalinkProjectAction.Permalink;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.job.AcceptedRuns;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/**
 * Finds the run that a step wants for a reference, in the job's series and by its permalinks. Deleted builds are known by
 * their files and passed over; two builds are loaded at most.
 *
 * @param build the build that asks
 * @param name the name of its run
 */
public record ReferenceLookup(Run<?, ?> build, String name, ReferenceWish wish) {
    private static final int MOST_LOADED = 2;
    private static final int MOST_NAMED = 3;

    /** Looks. */
    public Finding find() throws IOException {
        if (!wish.problem().isEmpty()) {
            return new Finding.Missing(wish.problem());
        }
        if (wish.kind() == ReferenceWish.Kind.PACKAGE) {
            return new Finding.OnAgent(wish.value());
        }
        Optional<Job<?, ?>> job = job();
        if (job.isEmpty()) {
            return new Finding.Missing("the job %s is gone".formatted(wish.job()));
        }
        return switch (wish.kind()) {
            case LAST_ACCEPTED -> lastAccepted(job.get());
            case LAST_SUCCESSFUL -> byPermalink(job.get(), "lastSuccessfulBuild");
            case BUILD -> byWord(job.get(), wish.value());
            case NONE, PACKAGE -> throw new IllegalStateException("There is nothing to look for");
        };
    }

    /** Whether it may be read was asked when the step began, in the name of the build. */
    private Optional<Job<?, ?>> job() {
        return wish.job().isEmpty()
                ? Optional.of(build.getParent())
                : Optional.ofNullable((Job<?, ?>) Jenkins.get().getItemByFullName(wish.job(), Job.class));
    }

    private Finding lastAccepted(Job<?, ?> job) throws IOException {
        AcceptedRuns runs = AcceptedRuns.of(job);
        String run = runName(runs);
        List<SeriesEntry> accepted = runs.newestFirst(run).stream()
                .filter(entry -> !isThisBuild(job, entry.build()))
                .toList();
        List<String> passedOver = new ArrayList<>();
        int loaded = 0;
        for (SeriesEntry entry : accepted) {
            Optional<Run<?, ?>> candidate = runs.isThere(entry) && loaded++ < MOST_LOADED
                    ? Optional.ofNullable(job.getBuildByNumber(entry.build()))
                    : Optional.empty();
            if (candidate.isPresent() && isUsable(candidate.get(), entry)) {
                return found(candidate.get(), entry.id(), entry.acceptance().artifacts(), remark(passedOver));
            }
            passedOver.add("#" + entry.build());
            if (loaded >= MOST_LOADED) {
                break;
            }
        }
        return none(job, runs, run, passedOver);
    }

    /** A build that died with its controller has failed without a word to its job's series. */
    private static boolean isUsable(Run<?, ?> build, SeriesEntry entry) throws IOException {
        String artifacts = entry.acceptance().artifacts();
        return !Withdrawal.isDue(build, entry)
                && !artifacts.isEmpty()
                && build.getArtifactManager()
                        .root()
                        .child(artifacts + "/model/manifest.json")
                        .isFile();
    }

    private Finding none(Job<?, ?> job, AcceptedRuns runs, String run, List<String> passedOver) {
        if (!passedOver.isEmpty()) {
            return new Finding.Missing(
                    "of the accepted runs of %s none is left: %s deleted, without model package or of a failed build"
                            .formatted(job.getFullDisplayName(), list(passedOver)));
        }
        boolean first = job.equals(build.getParent()) && !runs.hadAny(run);
        return first
                ? new Finding.First()
                : new Finding.Missing("%s has no accepted run %s".formatted(job.getFullDisplayName(), run));
    }

    private static String remark(List<String> passedOver) {
        return passedOver.isEmpty()
                ? ""
                : "the later accepted %s deleted, without model package or of a failed build"
                        .formatted(list(passedOver));
    }

    private static String list(List<String> builds) {
        String some = builds.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return builds.size() == 1
                ? some + " is"
                : builds.size() > MOST_NAMED
                        ? some + " and %d more are".formatted(builds.size() - MOST_NAMED)
                        : some + " are";
    }

    private Finding byPermalink(Job<?, ?> job, String id) throws IOException {
        Optional<Permalink> link = Optional.ofNullable(job.getPermalinks().get(id));
        Optional<Run<?, ?>> target = link.map(known -> known.resolve(job));
        return target.isPresent()
                ? runOf(target.get())
                : new Finding.Missing("%s has no %s".formatted(job.getFullDisplayName(), id));
    }

    private Finding byWord(Job<?, ?> job, String word) throws IOException {
        if (!word.matches("#?[0-9]{1,9}")) {
            return byPermalink(job, word);
        }
        int number = Integer.parseInt(word.replace("#", ""));
        Optional<Run<?, ?>> target = Optional.ofNullable(job.getBuildByNumber(number));
        return target.isPresent()
                ? runOf(target.get())
                : new Finding.Missing("%s has no build #%d".formatted(job.getFullDisplayName(), number));
    }

    private Finding runOf(Run<?, ?> target) throws IOException {
        List<TrainedRun> runs = Optional.ofNullable(target.getAction(TrainingBuildAction.class))
                .map(TrainingBuildAction::getRuns)
                .orElse(List.of());
        String wanted = runName(AcceptedRuns.of(target.getParent()));
        Optional<TrainedRun> run =
                runs.stream().filter(one -> one.getName().equals(wanted)).reduce((earlier, later) -> later);
        if (run.isEmpty()) {
            return new Finding.Missing("%s has no run %s".formatted(target.getFullDisplayName(), wanted));
        }
        return run.get().getArtifacts().isEmpty()
                ? new Finding.Missing("nothing of %s is among its artifacts".formatted(target.getFullDisplayName()))
                : found(target, run.get().getId(), run.get().getArtifacts(), "");
    }

    private Finding found(Run<?, ?> target, String id, String artifacts, String remark) {
        return new Finding.Found(target, id, artifacts, target.getFullDisplayName(), remark);
    }

    /** The name that was asked for; else the new run's; else, in another job, the only one that there is. */
    private String runName(AcceptedRuns runs) {
        if (!wish.run().isEmpty()) {
            return wish.run();
        }
        List<String> names = runs.names();
        return !runs.knows(name) && names.size() == 1 && !wish.job().isEmpty() ? names.get(0) : name;
    }

    private boolean isThisBuild(Job<?, ?> job, int number) {
        return job.equals(build.getParent()) && number == build.getNumber();
    }
}
