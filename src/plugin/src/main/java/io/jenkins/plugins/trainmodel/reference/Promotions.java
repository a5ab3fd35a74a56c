package io.jenkins.plugins.trainmodel.reference;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.job.AcceptedRuns;
import io.jenkins.plugins.trainmodel.job.JobSeries;
import io.jenkins.plugins.trainmodel.job.Promotion;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import io.jenkins.plugins.trainmodel.notice.Announcer;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Makes runs champions, one a run name: the job's series says which, and the build of each is kept forever until the next
 * takes its place. Where that stops in the middle, the next promotion sets right what the series and the builds say.
 */
@Extension
@Restricted(NoExternalUse.class)
public class Promotions {

    /**
     * What became of a wish.
     *
     * @param words one sentence for people
     */
    public record Answer(boolean done, String words) {}

    public static Promotions get() {
        return ExtensionList.lookupSingleton(Promotions.class);
    }

    /** Promotes a run of a step that asks for it, if it was accepted. */
    public Answer promoteIfAccepted(Run<?, ?> build, String id, RunResult result) throws IOException {
        Optional<String> objection = Objection.to(result).or(() -> Withdrawal.objection(build));
        return objection.isPresent()
                ? new Answer(false, "not promoted: " + objection.get())
                : promote(build, id, Promotion.byTheStep(System.currentTimeMillis(), "accepted: every gate held"));
    }

    /**
     * Makes a run the champion among those of its name.
     *
     * @param by a person's id, or what else does it
     */
    public Answer promote(Run<?, ?> build, String id, String by, String reason) throws IOException {
        return promote(build, id, Promotion.champion(by, System.currentTimeMillis(), reason));
    }

    private synchronized Answer promote(Run<?, ?> build, String id, Promotion promotion) throws IOException {
        Optional<SeriesEntry> entry = AcceptedRuns.of(build.getParent()).find(build.getNumber(), id);
        if (entry.isEmpty()) {
            return new Answer(false, "not promoted: the job's series knows this run no more");
        }
        if (entry.get().acceptance().artifacts().isEmpty()) {
            return new Answer(false, "not promoted: there is no model package among the build's artifacts");
        }
        crown(build, entry.get(), promotion);
        return new Answer(true, "promoted: %s is the champion now".formatted(build.getFullDisplayName()));
    }

    /** Takes a run out of those that later ones are compared with; the champion before it is champion again. */
    public synchronized Answer demote(Run<?, ?> build, String id, String by, String reason) throws IOException {
        Optional<SeriesEntry> entry = AcceptedRuns.of(build.getParent()).find(build.getNumber(), id);
        if (entry.isEmpty()) {
            return new Answer(false, "not demoted: the job's series knows this run no more");
        }
        return ruleOut(build, entry.get(), Promotion.demoted(by, System.currentTimeMillis(), reason));
    }

    /** Rules out the runs of a build that has failed after all, but for those that a person has promoted. */
    synchronized List<Answer> withdraw(Run<?, ?> build, String reason) throws IOException {
        Promotion promotion = Promotion.withdrawn(System.currentTimeMillis(), reason);
        List<Answer> answers = new ArrayList<>();
        for (SeriesEntry entry : AcceptedRuns.of(build.getParent()).ofBuild(build.getNumber())) {
            if (entry.isAccepted() && Withdrawal.isDue(build, entry)) {
                answers.add(ruleOut(build, entry, promotion));
            }
        }
        return answers;
    }

    private static Answer ruleOut(Run<?, ?> build, SeriesEntry entry, Promotion promotion) throws IOException {
        note(build, entry, promotion);
        new BuildKeeper(build).release();
        PromotionRecorder.record(build, entry.id());
        // A run that was no reference is none any less: nothing has happened that others must hear of.
        if (entry.isAccepted()) {
            announce(build, entry, promotion);
        }
        Optional<SeriesEntry> before = entry.promotion().isChampion() ? predecessor(build, entry) : Optional.empty();
        String words = "%s: %s is no reference any more".formatted(promotion.state(), build.getFullDisplayName());
        if (before.isEmpty()) {
            return new Answer(true, words);
        }
        Run<?, ?> again = build.getParent().getBuildByNumber(before.get().build());
        crown(again, before.get(), before.get().promotion().again());
        return new Answer(true, "%s, and %s is the champion again".formatted(words, again.getFullDisplayName()));
    }

    private static void announce(Run<?, ?> build, SeriesEntry ruledOut, Promotion promotion) {
        TrainingBuildAction.of(build)
                .find(ruledOut.id())
                .ifPresent(run -> Announcer.get().demoted(build, run, promotion.by(), promotion.reason()));
    }

    private static Optional<SeriesEntry> predecessor(Run<?, ?> build, SeriesEntry entry) throws IOException {
        AcceptedRuns runs = AcceptedRuns.of(build.getParent());
        return runs.formerChampions(entry.run()).stream().filter(runs::isThere).findFirst();
    }

    /** The new one is kept before any other is let go. */
    private static void crown(Run<?, ?> build, SeriesEntry entry, Promotion promotion) throws IOException {
        new BuildKeeper(build).keep();
        note(build, entry, promotion);
        for (SeriesEntry other : AcceptedRuns.of(build.getParent()).champions()) {
            if (other.run().equals(entry.run()) && !other.isRun(entry.build(), entry.id())) {
                dethrone(build, other);
            }
        }
        PromotionRecorder.record(build, entry.id());
        TrainingBuildAction.of(build)
                .find(entry.id())
                .ifPresent(run -> Announcer.get().promoted(build, run, promotion.by(), promotion.reason()));
    }

    private static void dethrone(Run<?, ?> build, SeriesEntry other) throws IOException {
        boolean there = AcceptedRuns.of(build.getParent()).isThere(other);
        Optional<Run<?, ?>> target =
                there ? Optional.ofNullable(build.getParent().getBuildByNumber(other.build())) : Optional.empty();
        if (target.isPresent()) {
            note(target.get(), other, other.promotion().replaced());
            new BuildKeeper(target.get()).release();
        } else {
            change(build, other, other.promotion().replaced());
        }
    }

    /** In the build and in the series of its job. */
    private static void note(Run<?, ?> build, SeriesEntry entry, Promotion promotion) throws IOException {
        StandingAction.of(build).put(entry.id(), promotion);
        build.save();
        change(build, entry, promotion);
    }

    private static void change(Run<?, ?> build, SeriesEntry entry, Promotion promotion) throws IOException {
        JobSeries.change(
                build.getParent(), known -> known.isRun(entry.build(), entry.id()) ? known.with(promotion) : known);
    }
}
