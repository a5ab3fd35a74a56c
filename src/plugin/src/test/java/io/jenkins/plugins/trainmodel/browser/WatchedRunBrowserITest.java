package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hudson.model.Result;
import io.jenkins.plugins.trainmodel.step.OwnTraining;
import io.jenkins.trainmodel.browser.BrowserPage;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The page of a run in which a program of a team's own trains: the example in Python, as the repository brings it along. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class WatchedRunBrowserITest extends JenkinsBrowserTest {
    private static final String BADGE = "document.querySelector('.title .badge').textContent.trim()";
    private static final String STATUS = "document.querySelector('.status').textContent";
    private static final String POINTS = "[...document.querySelectorAll('#charts-learning .plot')]"
            + ".flatMap(plot => echarts.getInstanceByDom(plot)?.getOption().series ?? [])"
            + ".reduce((sum, series) => sum + series.data.length, 0)";
    private static final String COMMANDS =
            "[...document.querySelectorAll('[data-command]')].map(button => button.dataset.command).join(' ')";

    @Test
    void shouldDrawAProgramLiveAndOfferWhatItCanBeAskedFor() throws Exception {
        assumeThat(OwnTraining.hasPython())
                .as("python3, which the example in docs/examples/watch needs, can be run here")
                .isTrue();
        WorkflowRun build = train("  - maxEpochs: 100000\n", "0.05");
        String path = build.getUrl() + "train-model/plain-loop/";
        jenkins.waitForMessage("] epoch 2/", build);
        BrowserPage page = openReady(path, 1280);
        page.await("Boolean(window.echarts?.getInstanceByDom(document.querySelector('#charts-learning .plot')))");
        int before = page.ask(POINTS).asInt();
        page.await(POINTS + " > " + before);
        assertThat(page.ask(BADGE).asText()).isEqualTo("running");
        assertThat(page.ask(COMMANDS).asText()).isEqualTo("checkpoint stop kill");
        assertQuiet(page);
        pictures(path, "watched-live", true);

        // the newest page is the one in sight
        page = openReady(path, 1280);
        page.click("[data-command=stop]");
        page.await("document.querySelector('dialog[open]')?.textContent.includes('The program is asked to end')");
        picture(page, "watched-stop");
        page.click("dialog[open] button[type=submit]");
        page.await(BADGE + " === 'aborted'");
        page.await(STATUS + ".includes('stopped by')");
        assertThat(page.ask(COMMANDS).asText()).isEmpty();
        assertThat(page.ask("document.body.textContent.includes('Restart training')")
                        .asBoolean())
                .isFalse();
        assertQuiet(page);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        pictures(path, "watched-ended", true);
        pictures(build.getUrl(), "watched-build", false);
    }

    @Test
    void shouldSayWhichRuleHasStoppedAProgram() throws Exception {
        assumeThat(OwnTraining.hasPython())
                .as("python3, which the example in docs/examples/watch needs, can be run here")
                .isTrue();
        WorkflowRun build = train("  - earlyStopping: {metric: validation/loss, patience: 2, minDelta: 0.01}\n", "0");
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        String path = build.getUrl() + "train-model/plain-loop/";
        BrowserPage page = openReady(path, 1280);

        assertThat(page.ask(BADGE).asText()).isEqualTo("success");
        assertThat(page.ask(STATUS).asText()).contains("validation/loss", "has not improved");
        assertThat(page.ask("document.querySelector('[data-part=ledger]').textContent")
                        .asText())
                .contains("earlyStopping");
        assertQuiet(page);
        pictures(path, "watched-by-rule", true);
    }

    private static WorkflowRun train(String rules, String secondsPerStep) throws Exception {
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "own-" + UUID.randomUUID());
        pipeline.setDefinition(
                new CpsFlowDefinition("node {\n" + OwnTraining.example(rules) + """
                withEnv(['PLAIN_LOOP_SECONDS=%s']) {
                  trainModel spec: 'watch.yaml', command: 'python3 plain_loop.py'
                } }
                """.formatted(secondsPerStep), true));
        return pipeline.scheduleBuild2(0).waitForStart();
    }
}
