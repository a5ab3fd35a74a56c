package io.jenkins.plugins.trainmodel.webhook;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Who is sent the reports of all finished runs of this controller. */
@Extension
@Symbol("trainModelWebhooks")
public class WebhookConfiguration extends GlobalConfiguration {
    /** The receivers; kept with the configuration. */
    private List<Webhook> webhooks = new ArrayList<>();
    /** Whether a receiver may be on this machine or in its network; kept with the configuration. */
    private boolean privateAddressesAllowed;

    public WebhookConfiguration() {
        load();
    }

    public static WebhookConfiguration get() {
        return ExtensionList.lookupSingleton(WebhookConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.WebhookConfiguration_displayName();
    }

    /** A form without any receiver has no list at all. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        webhooks = new ArrayList<>();
        request.bindJSON(this, json);
        save();
        return true;
    }

    public List<Webhook> getWebhooks() {
        return List.copyOf(webhooks);
    }

    @DataBoundSetter
    public void setWebhooks(List<Webhook> webhooks) {
        this.webhooks = new ArrayList<>(Util.fixNull(webhooks));
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

    Optional<Webhook> receiver(String url) {
        return webhooks.stream().filter(hook -> hook.getUrl().equals(url)).findFirst();
    }
}
