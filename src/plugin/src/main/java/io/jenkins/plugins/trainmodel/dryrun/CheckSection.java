package io.jenkins.plugins.trainmodel.dryrun;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunPageSection;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.check.Check;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.check.CheckWords;
import io.jenkins.trainmodel.check.EstimateWords;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The part of a dry run's page that says what was tried, and what the run would take; the heading has the result. */
@Restricted(NoExternalUse.class)
public final class CheckSection {
    private final CheckReport report;

    private CheckSection(CheckReport report) {
        this.report = report;
    }

    /** Whether nothing has failed. */
    public boolean isPassed() {
        return report.passed();
    }

    /** In the order in which they were tried. */
    public List<Row> getRows() {
        return report.checks().stream().map(Row::new).toList();
    }

    /** What the run would take; none where no step could be measured. */
    public List<Line> getEstimate() {
        return report
                .estimate()
                .map(estimate -> EstimateWords.rows(Reader.audience(), estimate))
                .orElse(List.of())
                .stream()
                .map(row -> new Line(row.label(), row.value()))
                .toList();
    }

    /** A line of the estimate for people. */
    public record Line(String label, String value) {
        public String getLabel() {
            return label;
        }

        public String getValue() {
            return value;
        }
    }

    /** One thing that was tried, for people. */
    public static final class Row {
        private final Check check;

        Row(Check check) {
            this.check = check;
        }

        /** passed, failed or skipped, for its colour. */
        public String getState() {
            return check.status().word();
        }

        public String getStatus() {
            return CheckWords.status(Reader.audience(), check.status());
        }

        public String getSubject() {
            return CheckWords.subject(Reader.audience(), check.subject());
        }

        public List<String> getFindings() {
            return CheckWords.findings(Reader.audience(), check);
        }

        /** How long it took; nothing of what was not tried. */
        public String getTime() {
            return check.status() == Check.Status.SKIPPED ? "" : Quantity.duration(check.seconds(), Reader.audience());
        }
    }

    /** Adds it to the pages of dry runs. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Factory implements RunPageSection {
        @Override
        public Optional<Object> of(Run<?, ?> build, TrainedRun run) {
            return run.isDryRun() ? CheckCopy.read(build, run.getId()).map(CheckSection::new) : Optional.empty();
        }
    }
}
