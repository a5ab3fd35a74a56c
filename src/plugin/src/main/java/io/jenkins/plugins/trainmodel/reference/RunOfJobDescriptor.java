package io.jenkins.plugins.trainmodel.reference;

import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Job;
import hudson.util.FormValidation;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Forms of the choices among a job's runs. */
public abstract class RunOfJobDescriptor extends Descriptor<ReferenceChoice> {

    /** Only of jobs that who types may see. */
    @POST
    public FormValidation doCheckJob(@AncestorInPath Item item, @QueryParameter String value) {
        boolean silent = value.isBlank() || value.indexOf('$') >= 0 || item == null;
        if (silent || !item.hasPermission(Item.EXTENDED_READ)) {
            return FormValidation.ok();
        }
        return Jenkins.get().getItem(value.strip(), item, Job.class) == null
                ? FormValidation.warning(Messages.RunOfJobDescriptor_noJob(value.strip()))
                : FormValidation.ok();
    }
}
