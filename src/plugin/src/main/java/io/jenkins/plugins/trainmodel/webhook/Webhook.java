package io.jenkins.plugins.trainmodel.webhook;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A receiver of reports, as the global configuration has it. */
public final class Webhook implements Describable<Webhook> {
    /** Where reports are sent; kept with the configuration. */
    private final String url;
    /** The id of the secret text that reports are signed with, empty for none; kept with the configuration. */
    private String secretId = "";

    @DataBoundConstructor
    public Webhook(String url) {
        this.url = Receiver.of(Util.fixNull(url)).uri().toString();
    }

    public String getUrl() {
        return url;
    }

    public String getSecretId() {
        return secretId;
    }

    @DataBoundSetter
    public void setSecretId(String secretId) {
        this.secretId = Util.fixNull(secretId).strip();
    }

    /** Makes it known to forms. */
    @Extension
    @Symbol("webhook")
    public static final class DescriptorImpl extends Descriptor<Webhook> {
        @Override
        public String getDisplayName() {
            return Messages.Webhook_displayName();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return FormValidation.ok();
            }
            try {
                return Receiver.of(Util.fixNull(value)).isSecure()
                        ? FormValidation.ok()
                        : FormValidation.warning(Messages.Webhook_insecure());
            } catch (IllegalArgumentException e) {
                return FormValidation.error(Messages.Webhook_allowed(Receiver.allowed()));
            }
        }

        @POST
        public ListBoxModel doFillSecretIdItems(@QueryParameter String secretId) {
            ListBoxModel choices = new ListBoxModel();
            choices.add(Messages.Webhook_unsigned(), "");
            if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                List<SecretSource> sources = ExtensionList.lookup(SecretSource.class);
                sources.forEach(source -> source.addTo(choices));
            }
            String known = Util.fixNull(secretId);
            if (choices.stream().noneMatch(choice -> choice.value.equals(known))) {
                choices.add(known, known);
            }
            return choices;
        }
    }
}
