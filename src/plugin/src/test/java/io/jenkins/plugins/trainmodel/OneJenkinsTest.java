package io.jenkins.plugins.trainmodel;

import hudson.model.AllView;
import hudson.model.TopLevelItem;
import hudson.model.View;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Tests that share one Jenkins. Each leaves it without jobs and views, so that they may have the same names, and open to
 * everybody; nodes, users and the global configuration stay, and are the test's own to set back.
 */
@WithJenkins
public abstract class OneJenkinsTest {
    protected static JenkinsRule jenkins;

    @BeforeAll
    static void share(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void leaveNothing() throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        for (View view : jenkins.jenkins.getViews()) {
            if (!(view instanceof AllView)) {
                jenkins.jenkins.deleteView(view);
            }
        }
        for (TopLevelItem item : jenkins.jenkins.getItems()) {
            item.delete();
        }
    }
}
