package io.jenkins.plugins.trainmodel.registry;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.util.ListBoxModel;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where tokens and passwords for a registry are: there only where the plugin <em>Plain Credentials</em> is. */
@Restricted(NoExternalUse.class)
public interface LoginSource extends ExtensionPoint {

    /** The value of the header {@code Authorization} by the credential of this id; empty where there is none. */
    Optional<String> authorization(String id);

    /** Adds the credentials that there are to choose from. */
    void addTo(ListBoxModel choices);

    static Optional<String> find(String id) {
        return id.isEmpty()
                ? Optional.empty()
                : ExtensionList.lookup(LoginSource.class).stream()
                        .flatMap(source -> source.authorization(id).stream())
                        .findFirst();
    }
}
