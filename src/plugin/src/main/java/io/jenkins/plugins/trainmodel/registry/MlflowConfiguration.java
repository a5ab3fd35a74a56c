package io.jenkins.plugins.trainmodel.registry;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The MLflow server that champions are handed over to; none unless somebody names one. */
@Extension
@Symbol("trainModelMlflow")
public class MlflowConfiguration extends GlobalConfiguration {

    /** Where it is, empty for nowhere; kept with the configuration. */
    private String url = "";
    /** The id of a secret text or of a user name with password, empty for none; kept with the configuration. */
    private String credentialsId = "";
    /** What models are called; kept with the configuration. */
    private String modelName = ModelName.DEFAULT;
    /** Whether it may be on this machine or in its network; kept with the configuration. */
    private boolean privateAddressesAllowed;

    public MlflowConfiguration() {
        load();
    }

    public static MlflowConfiguration get() {
        return ExtensionList.lookupSingleton(MlflowConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.MlflowConfiguration_displayName();
    }

    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(String url) {
        String given = Util.fixNull(url).strip();
        this.url = given.isEmpty() ? "" : server(given).uri().toString();
        save();
    }

    private static Receiver server(String url) {
        Receiver receiver = Receiver.of(url);
        if (receiver.uri().getRawQuery() != null) {
            throw new IllegalArgumentException(
                    Messages.MlflowConfiguration_urlFound(url, Messages.MlflowConfiguration_url()));
        }
        return receiver;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).strip();
        save();
    }

    public String getModelName() {
        return modelName;
    }

    @DataBoundSetter
    public void setModelName(String modelName) {
        this.modelName = ModelName.pattern(Util.fixNull(modelName));
        save();
    }

    public boolean isPrivateAddressesAllowed() {
        return privateAddressesAllowed;
    }

    @DataBoundSetter
    public void setPrivateAddressesAllowed(boolean privateAddressesAllowed) {
        this.privateAddressesAllowed = privateAddressesAllowed;
        save();
    }

    @POST
    public FormValidation doCheckUrl(@QueryParameter String value) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                || Util.fixNull(value).isBlank()) {
            return FormValidation.ok();
        }
        try {
            return server(value).isSecure()
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.MlflowConfiguration_insecure());
        } catch (IllegalArgumentException e) {
            return FormValidation.error(Messages.MlflowConfiguration_allowed(Messages.MlflowConfiguration_url()));
        }
    }

    @POST
    public FormValidation doCheckModelName(@QueryParameter String value) {
        try {
            ModelName.pattern(Util.fixNull(value));
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(Messages.MlflowConfiguration_allowed(Messages.ModelName_allowed()));
        }
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        ListBoxModel choices = new ListBoxModel();
        choices.add(Messages.MlflowConfiguration_noCredential(), "");
        if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            ExtensionList.lookup(LoginSource.class).forEach(source -> source.addTo(choices));
        }
        String known = Util.fixNull(credentialsId);
        if (choices.stream().noneMatch(choice -> choice.value.equals(known))) {
            choices.add(known, known);
        }
        return choices;
    }

    /** Asks the server that the form names, as it would be asked later. */
    @POST
    public FormValidation doAsk(
            @QueryParameter String url,
            @QueryParameter String credentialsId,
            @QueryParameter boolean privateAddressesAllowed) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            Receiver receiver = server(Util.fixNull(url));
            String problem = Publications.get().problem(receiver, Util.fixNull(credentialsId), privateAddressesAllowed);
            return problem.isEmpty()
                    ? FormValidation.ok(Messages.MlflowConfiguration_answers())
                    : FormValidation.error(receiver.words() + ": " + problem);
        } catch (IllegalArgumentException e) {
            return FormValidation.error(Messages.MlflowConfiguration_allowed(Messages.MlflowConfiguration_url()));
        }
    }
}
