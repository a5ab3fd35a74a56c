package io.jenkins.plugins.trainmodel.webhook;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.Extension;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The global credentials of the kind <em>Secret text</em>. */
@Extension(optional = true)
@Restricted(NoExternalUse.class)
public class SecretTexts implements SecretSource {

    private static List<StringCredentials> all() {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                StringCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of());
    }

    @Override
    public Optional<Secret> secret(String id) {
        return Optional.ofNullable(CredentialsMatchers.firstOrNull(all(), CredentialsMatchers.withId(id)))
                .map(StringCredentials::getSecret);
    }

    @Override
    public void addTo(ListBoxModel choices) {
        all().forEach(text -> choices.add(
                text.getDescription().isEmpty() ? text.getId() : text.getId() + " (" + text.getDescription() + ")",
                text.getId()));
    }
}
