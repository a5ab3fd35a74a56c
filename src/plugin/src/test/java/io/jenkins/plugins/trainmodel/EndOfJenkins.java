package io.jenkins.plugins.trainmodel;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsExtension;

/**
 * Ends the Jenkins that the tests of a class share, with its agents. The harness ends one that a single test has, and leaves
 * this one to the end of the process, which goes on with other classes.
 */
public final class EndOfJenkins implements AfterAllCallback {
    private static final ExtensionContext.Namespace HARNESS = ExtensionContext.Namespace.create(JenkinsExtension.class);
    private static final String KEY = "jenkins-instance";

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Optional<JenkinsRule> jenkins =
                Optional.ofNullable(context.getStore(HARNESS).remove(KEY, JenkinsRule.class));
        if (jenkins.isPresent()) {
            jenkins.get().after();
        }
    }
}
