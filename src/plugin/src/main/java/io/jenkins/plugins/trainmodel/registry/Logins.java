package io.jenkins.plugins.trainmodel.registry;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The global credentials of the kinds <em>Secret text</em>, a token, and <em>Username with password</em>. */
@Extension(optional = true)
@Restricted(NoExternalUse.class)
public class Logins implements LoginSource {

    private static <T extends StandardCredentials> List<T> all(Class<T> kind) {
        return CredentialsProvider.lookupCredentialsInItemGroup(kind, Jenkins.get(), ACL.SYSTEM2, List.of());
    }

    private static <T extends StandardCredentials> Optional<T> find(Class<T> kind, String id) {
        CredentialsMatcher matcher = CredentialsMatchers.withId(id);
        return Optional.ofNullable(CredentialsMatchers.firstOrNull(all(kind), matcher));
    }

    @Override
    public Optional<String> authorization(String id) {
        return find(StringCredentials.class, id)
                .map(token -> "Bearer " + token.getSecret().getPlainText())
                .or(() -> find(StandardUsernamePasswordCredentials.class, id).map(Logins::basic));
    }

    private static String basic(StandardUsernamePasswordCredentials login) {
        String pair = login.getUsername() + ":" + login.getPassword().getPlainText();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void addTo(ListBoxModel choices) {
        Stream.concat(all(StringCredentials.class).stream(), all(StandardUsernamePasswordCredentials.class).stream())
                .forEach(credential -> choices.add(CredentialsNameProvider.name(credential), credential.getId()));
    }
}
