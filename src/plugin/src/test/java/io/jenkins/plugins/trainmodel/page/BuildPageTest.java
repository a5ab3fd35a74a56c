package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.Functions;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import hudson.security.csrf.CrumbIssuer;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.stop.Outcome;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;

/** A build of a real controller whose pages are asked for, without a script running in them. */
@WithJenkins
abstract class BuildPageTest {
    static JenkinsRule jenkins;

    FreeStyleBuild build;
    JenkinsRule.WebClient browser;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void build() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        build = jenkins.buildAndAssertSuccess(job);
        browser = jenkins.createWebClient();
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    @AfterEach
    void open() {
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
    }

    WebResponse get(String path) throws Exception {
        return browser.getPage(new WebRequest(address(path))).getWebResponse();
    }

    String text(String path) throws Exception {
        WebResponse response = get(path);
        assertThat(response.getStatusCode()).as(path).isEqualTo(200);
        return response.getContentAsString();
    }

    URL address(String path) throws Exception {
        return URI.create(jenkins.getURL() + build.getUrl() + path).toURL();
    }

    WebResponse post(String path) throws Exception {
        WebRequest request = new WebRequest(address(path), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse();
    }

    /** As a browser asks whose reader reads Chinese. */
    HttpResponse<String> inChinese(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address(path).toURI())
                .header("Accept-Language", "zh-CN")
                .header(CrumbIssuer.DEFAULT_CRUMB_NAME, "test")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        // The test harness makes every request an English one.
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } finally {
            LocaleProvider.setProvider(LocaleProvider.DEFAULT);
        }
    }

    JsonNode json(String path) throws Exception {
        return new JsonMapper().readTree(text(path));
    }

    TrainingBuildAction action() {
        return TrainingBuildAction.of(build);
    }

    Path log(TrainedRun run) {
        return action().eventLog(run.getId());
    }

    /** Ends a run that has trained nothing. */
    void end(TrainedRun run, Outcome outcome, String reason) throws Exception {
        RunResult result = new RunResult(
                outcome.word(),
                reason,
                List.of(),
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                KeptModel.NONE,
                Optional.empty(),
                MachineOfRun.UNKNOWN);
        action().end(run.getId(), result, RunFigures.NONE, "");
    }
}
