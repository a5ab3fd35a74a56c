package io.jenkins.plugins.trainmodel.webhook;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where the secrets are that reports are signed with: there only where the plugin <em>Plain Credentials</em> is. */
@Restricted(NoExternalUse.class)
public interface SecretSource extends ExtensionPoint {

    /** The secret of this id; empty where there is none. */
    Optional<Secret> secret(String id);

    /** Adds the secrets that there are to choose from. */
    void addTo(ListBoxModel choices);

    static Optional<Secret> find(String id) {
        return id.isEmpty()
                ? Optional.empty()
                : ExtensionList.lookup(SecretSource.class).stream()
                        .flatMap(source -> source.secret(id).stream())
                        .findFirst();
    }
}
