package io.jenkins.plugins.trainmodel.job;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Job;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Adds a page below the trends of a job, {@code train-model/<name>/}: the plugin's own rooms show what they make of its runs. */
@Restricted(NoExternalUse.class)
public interface JobPage extends ExtensionPoint {

    /** The last part of its address. */
    String getUrlName();

    /** As a button says it. */
    String getDisplayName();

    /** An object with the view {@code index.jelly}; who may read the job may ask for it. */
    Object of(Job<?, ?> job);

    /** All of them, in the order of their extensions. */
    static List<JobPage> all() {
        return List.copyOf(ExtensionList.lookup(JobPage.class));
    }

    /** The one with this name. */
    static Optional<JobPage> find(String name) {
        return all().stream().filter(page -> page.getUrlName().equals(name)).findFirst();
    }
}
