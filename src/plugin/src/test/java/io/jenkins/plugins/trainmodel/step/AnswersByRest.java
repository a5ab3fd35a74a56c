package io.jenkins.plugins.trainmodel.step;

import hudson.model.Item;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** The status of each page of the build and its job, by its address below the job. */
    Map<String, Integer> pages(String user) throws Exception {
        Map<String, Integer> statuses = new TreeMap<>();
        try (JenkinsRule.WebClient client = client(user)) {
            client.getOptions().setJavaScriptEnabled(false);
            String number = build.getNumber() + "/";
            for (String page : List.of(
                    "train-model/",
                    "train-model/compare",
                    "train-model/what-if/",
                    "train-model/lineage/",
                    number,
                    number + "train-model/digits/",
                    number + "train-model-restart/")) {
                URL address = new URL(jenkins.getURL(), build.getParent().getUrl() + page);
                statuses.put(page, client.getPage(address).getWebResponse().getStatusCode());
            }
        }
        return statuses;
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
