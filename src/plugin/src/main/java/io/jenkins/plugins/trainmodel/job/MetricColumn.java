package io.jenkins.plugins.trainmodel.job;

import hudson.Extension;
import hudson.model.Job;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.words.MetricWords;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A column of a list view: a metric of every job's newest finished run. */
public final class MetricColumn extends ListViewColumn {
    private final String metric;

    @DataBoundConstructor
    public MetricColumn(String metric) {
        this.metric = metric;
    }

    public String getMetric() {
        return metric;
    }

    @Override
    public String getColumnCaption() {
        return MetricWords.title(metric, Reader.audience());
    }

    /** The value in four digits; empty where the newest run has none, or there is no run. */
    public String getText(Job<?, ?> job) throws IOException {
        return value(job).map(Quantity::number).orElse("");
    }

    /** The value for sorting; nothing sorts before everything. */
    public String getSortKey(Job<?, ?> job) throws IOException {
        return value(job).map(value -> Double.toString(value)).orElse("");
    }

    private Optional<Double> value(Job<?, ?> job) throws IOException {
        return SeriesFiles.get()
                .of(job)
                .newest()
                .flatMap(entry -> Optional.ofNullable(entry.last().get(metric)));
    }

    /** Makes the column known; it is not among those that a new view has. */
    @Extension
    @Symbol("trainingMetric")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.MetricColumn_displayName();
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }

        /** The metrics that runs produce; another one can be written in their place. */
        @POST
        public ComboBoxModel doFillMetricItems() {
            return new ComboBoxModel(MetricNames.common());
        }

        @POST
        public FormValidation doCheckMetric(@QueryParameter String value) {
            return value.isBlank() ? FormValidation.error(Messages.MetricColumn_pathNeeded()) : FormValidation.ok();
        }
    }
}
