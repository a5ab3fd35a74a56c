package io.jenkins.plugins.trainmodel.lineage;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunPageSection;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.trainmodel.lineage.Member;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The part of a run's page that says what it began from, what began from it, and how the curve looks as a whole. */
@Restricted(NoExternalUse.class)
public final class LineageSection {
    private static final Logger LOGGER = Logger.getLogger(LineageSection.class.getName());
    private static final int MOST_ROWS = 60;

    private final JobFamily family;
    private final Member member;

    private LineageSection(JobFamily family, Member member) {
        this.family = family;
        this.member = member;
    }

    public Job<?, ?> getJob() {
        return family.job();
    }

    /** Where the run's page is below the job. */
    public String getPlace() {
        return member.place();
    }

    /** Whether there is an ancestor whose curve can stand before the run's own. */
    public boolean isStitched() {
        List<Member> line = family.family().lineOf(member);
        return line.size() > 1 && family.log(line.get(line.size() - 2)).isPresent();
    }

    /** Its ancestors, itself, and what began from it. */
    public List<LineageRow> getRows() {
        List<Member> near = family.family().around(member).members();
        return LineageRow.of(family, near.stream().limit(MOST_ROWS).toList(), member.place());
    }

    /** Adds it where a run is not alone. */
    @Extension(ordinal = 10)
    @Restricted(NoExternalUse.class)
    public static final class Factory implements RunPageSection {
        @Override
        public Optional<Object> of(Run<?, ?> build, TrainedRun run) {
            try {
                String place = JobFamily.place(build.getNumber(), run.getId());
                JobFamily finished = JobFamily.of(build.getParent());
                JobFamily family = finished.find(place).isPresent()
                        ? finished
                        : JobFamily.of(build.getParent(), RunningRun.of(build, run));
                return family.find(place)
                        .filter(family.related()::contains)
                        .map(member -> new LineageSection(family, member));
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "A page is without its lineage", e);
                return Optional.empty();
            }
        }
    }
}
