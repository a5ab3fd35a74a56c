package io.jenkins.plugins.trainmodel.lineage;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.lineage.Family;
import io.jenkins.trainmodel.lineage.Member;
import io.jenkins.trainmodel.lineage.Origin;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run in the table of a family: below the one that it began from, and further in where that has several. */
public final class LineageRow {
    private static final int DEEPEST = 6;

    private final JobFamily family;
    private final Member member;
    private final Optional<Member> parent;
    private final int depth;
    private final boolean current;

    private LineageRow(JobFamily family, Member member, Optional<Member> parent, int depth, boolean current) {
        this.family = family;
        this.member = member;
        this.parent = parent;
        this.depth = depth;
        this.current = current;
    }

    /**
     * The rows of some runs.
     *
     * @param shown whose rows are wanted, each behind the one that it began from
     * @param current the place of the run whose page it is; empty: none
     */
    static List<LineageRow> of(JobFamily family, List<Member> shown, String current) {
        List<LineageRow> rows = new ArrayList<>();
        Family all = family.family();
        for (Member member : shown) {
            List<Member> line = all.lineOf(member);
            int depth = (int) line.stream()
                    .limit(line.size() - 1L)
                    .filter(ancestor -> all.children(ancestor).size() > 1)
                    .count();
            Optional<Member> parent = line.size() > 1 ? Optional.of(line.get(line.size() - 2)) : Optional.empty();
            boolean here = !current.isEmpty() && member.place().equals(current);
            rows.add(new LineageRow(family, member, parent, Math.min(depth, DEEPEST), here));
        }
        return rows;
    }

    public String getName() {
        return member.name();
    }

    /** How far in it stands, for its style. */
    public int getDepth() {
        return depth;
    }

    /** Whether the page is this run's own. */
    public boolean isCurrent() {
        return current;
    }

    /** What marks the page's own run for those who do not see it. */
    public String getAriaCurrent() {
        return current ? "page" : null;
    }

    /** The address of its page below Jenkins' root; null where there is none. */
    public String getAddress() {
        return family.hasPage(member) ? family.job().getUrl() + member.place() : null;
    }

    /** Whether the series remembers it although its build was deleted. */
    public boolean isDeleted() {
        return !member.place().isEmpty() && !family.hasPage(member);
    }

    /** Whether the job knows more of it than its name. */
    public boolean isKnown() {
        return member.isThere();
    }

    /** success, unstable, failure, aborted or running, for its style. */
    public String getOutcome() {
        return member.standing().state();
    }

    /** The same for people. */
    public String getOutcomeWords() {
        return switch (member.standing().state()) {
            case "success" -> Messages.LineageRow_success();
            case "unstable" -> Messages.LineageRow_unstable();
            case "failure" -> Messages.LineageRow_failure();
            case "aborted" -> Messages.LineageRow_aborted();
            default -> Messages.LineageRow_running();
        };
    }

    public String getEpochs() {
        return Quantity.count(member.standing().epochs());
    }

    public String getTrainingTime() {
        return Quantity.duration(member.standing().elapsedSeconds(), Reader.audience());
    }

    /** What it began from, for people; empty where it began with parameters of its own. */
    public String getBegan() {
        return member.origin().map(this::began).orElse("");
    }

    private String began(Origin origin) {
        String from = parent.map(Member::name).orElse(origin.name());
        String epoch = origin.epoch().map(Quantity::count).orElse("?");
        return switch (origin.kind()) {
            case WARM_STARTED -> Messages.LineageRow_warmStarted(from, epoch);
            case CONTINUED -> Messages.LineageRow_continued(from, epoch);
            case RESTARTED ->
                Messages.LineageRow_restarted(from, epoch, origin.checkpoint().orElse("?"));
        };
    }
}
