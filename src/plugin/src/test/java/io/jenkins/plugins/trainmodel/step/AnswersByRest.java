package io.jenkins.plugins.trainmodel.step;

import hudson.model.Item;
import java.net.URL;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Answers to the planned stop of the run {@code digits}, as programs of several users give them. */
record AnswersByRest(JenkinsRule jenkins, WorkflowRun build) {

    /** A reader, a canceller who may end builds as well, and ada, who may also configure and build the job. */
    void permit() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "canceller", "ada")
                .grant(Item.CANCEL)
                .everywhere()
                .to("canceller", "ada")
                .grant(Item.CONFIGURE, Item.BUILD)
                .everywhere()
                .to("ada"));
    }

    /** The status, and what is said. */
    String answer(String user, String words) throws Exception {
        try (JenkinsRule.WebClient client = client(user)) {
            WebRequest request = new WebRequest(
                    new URL(jenkins.getURL(), build.getUrl() + "train-model-answer/digits/answer?" + words),
                    HttpMethod.POST);
            request.setAdditionalHeader("Accept", "text/plain");
            Page page = client.getPage(request);
            return page.getWebResponse().getStatusCode() + " "
                    + page.getWebResponse().getContentAsString().strip();
        }
    }

    String state(String user) throws Exception {
        return get(user, "train-model-answer/digits/api/json");
    }

    String timeline(String user) throws Exception {
        return get(user, "train-model/digits/timeline");
    }

    private String get(String user, String address) throws Exception {
        try (JenkinsRule.WebClient client = client(user)) {
            return client.goTo(build.getUrl() + address, "application/json")
                    .getWebResponse()
                    .getContentAsString();
        }
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withBasicApiToken(user);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return client;
    }
}
