package io.jenkins.plugins.trainmodel.reference;

import hudson.model.BuildBadgeAction;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.trainmodel.job.Promotion;
import io.jenkins.plugins.trainmodel.page.BuildAction;
import io.jenkins.plugins.trainmodel.page.PlainAnswer;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.reader.Reader;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** How the runs of a build stand in their job's series: gates, accepted or not, promoted or not; and the badge of a champion. */
public final class StandingAction extends BuildAction implements BuildBadgeAction {
    private static final int LONGEST_REASON = 200;

    /** Those with gates, and those that were promoted or ruled out; the list is never changed, only replaced. */
    private volatile List<RunStanding> runs = new ArrayList<>();
    /** Whether it was we who have the build kept forever; false where a person did, or nobody. Until nobody need keep it. */
    private volatile boolean keptByUs;

    /** The build's action; added where it is missing. */
    static StandingAction of(Run<?, ?> build) {
        return of(build, StandingAction.class, StandingAction::new);
    }

    synchronized void enter(RunStanding standing) {
        List<RunStanding> more = new ArrayList<>(runs);
        more.removeIf(run -> run.getId().equals(standing.getId()));
        more.add(standing);
        runs = more;
    }

    synchronized void put(String id, Promotion promotion) {
        find(id).map(run -> run.with(promotion)).ifPresent(this::enter);
    }

    boolean isKeptByUs() {
        return keptByUs;
    }

    void keptByUs(boolean kept) {
        keptByUs = kept;
    }

    /** The runs of which there is something to say or to do. */
    public List<RunStanding> getNotable() {
        return isChangeable() ? ended().stream().map(this::standing).toList() : Collections.unmodifiableList(runs);
    }

    private List<TrainedRun> ended() {
        return TrainingBuildAction.of(getBuild()).getRuns().stream()
                .filter(run -> !run.getState().equals(TrainedRun.RUNNING) && !run.isDryRun())
                .toList();
    }

    private RunStanding standing(TrainedRun run) {
        return runs.stream()
                .filter(known -> known.getId().equals(run.getId()))
                .findFirst()
                .orElseGet(() -> new RunStanding(run));
    }

    /** Those that are champions or were. */
    public List<RunStanding> getPromoted() {
        return runs.stream().filter(RunStanding::isPromoted).toList();
    }

    Optional<RunStanding> find(String id) {
        return ended().stream()
                .filter(run -> run.getId().equals(id))
                .findFirst()
                .map(this::standing);
    }

    /** Whether who looks may promote and demote. */
    public boolean isChangeable() {
        return getBuild().hasPermission(Run.UPDATE) || getBuild().getParent().hasPermission(Item.CONFIGURE);
    }

    /** Makes a run the champion, for a reason that is recorded. */
    @RequirePOST
    public HttpResponse doPromote(@QueryParameter String run, @QueryParameter String reason) throws IOException {
        return change(run, reason, (id, by, why) -> Promotions.get().promote(getBuild(), id, by, why));
    }

    /** Takes a run out of those that later ones are compared with, for a reason that is recorded. */
    @RequirePOST
    public HttpResponse doDemote(@QueryParameter String run, @QueryParameter String reason) throws IOException {
        return change(run, reason, (id, by, why) -> Promotions.get().demote(getBuild(), id, by, why));
    }

    private interface Change {
        Promotions.Answer apply(String id, String by, String reason) throws IOException;
    }

    private HttpResponse change(String run, String reason, Change change) throws IOException {
        if (!isChangeable()) {
            getBuild().checkPermission(Run.UPDATE);
        }
        String why = Optional.ofNullable(reason).orElse("").strip();
        if (why.isEmpty()
                || why.length() > LONGEST_REASON
                || find(String.valueOf(run)).isEmpty()) {
            return PlainAnswer.refused(
                    HttpServletResponse.SC_BAD_REQUEST, Messages.StandingAction_needed(String.valueOf(LONGEST_REASON)));
        }
        String by = Reader.id();
        // Other builds are kept or let go for it, which this person need not be allowed to do.
        try (ACLContext unused = ACL.as2(ACL.SYSTEM2)) {
            Promotions.Answer answer = change.apply(run, by, why);
            if (!answer.done()) {
                return PlainAnswer.refused(HttpServletResponse.SC_CONFLICT, Reader.recorded(answer.words()));
            }
            return PlainAnswer.done(Reader.recorded(answer.words()));
        }
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.StandingAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "train-model-standing";
    }
}
