package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hudson.model.Result;
import hudson.model.Slave;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.record.ForgottenTrainers;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.run.RunLockedException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Programs of a team's own train in Pipelines, and are watched. */
@WithJenkins
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class WatchedProgramITest {
    private static final String TRAIN = "trainModel spec: 'watch.yaml', command: 'sh train.sh'";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    void shouldStopAProgramByARuleAndArchiveWhatItLeaves() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 4", """
            withEnv(['GREETING=hello']) {
              def run = trainModel spec: 'watch.yaml', command: 'sh train.sh'
              echo "${run.outcome} ${run.epochs} ${run.firedRules} ${run.metrics['validation/loss']}"
              echo "weights: ${readFile(run.modelPath + '/artifacts/out/weights.txt')}"
            }
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("watching sh train.sh", build);
        jenkins.assertLogContains("[own] | epoch 4 is over", build);
        jenkins.assertLogContains("success 4 [maxEpochs] 500.0", build);
        jenkins.assertLogContains("weights: hello epoch ", build);
        assertThat(EndlessTraining.artifacts(build))
                .contains(
                        "train-model/own/model/manifest.json",
                        "train-model/own/model/training.json",
                        "train-model/own/model/artifacts/out/weights.txt",
                        "train-model/own/report.html",
                        "train-model/own/output.log",
                        "train-model/own/console.txt");
        assertThat(Manifest.verify(build.getArtifactsDir().toPath().resolve("train-model/own/model")))
                .isEmpty();
        TrainedRun run = build.getAction(TrainingBuildAction.class).getRuns().get(0);
        assertThat(run.isWatched()).isTrue();
        assertThat(run.getStatus()).startsWith("Stopped after epoch 4 of 4: ");
        assertThat(send(HttpMethod.POST, build.getUrl() + "train-model-restart/restart?run=own")
                        .getStatusCode())
                .isEqualTo(409);
        assertThat(send(HttpMethod.GET, build.getUrl() + "train-model-restart/points")
                        .getContentAsString())
                .isEqualTo("{\"runs\":[]}");
        assertThat(send(HttpMethod.GET, build.getUrl() + "train-model/own/api/json")
                        .getContentAsString())
                .contains("\"state\":\"success\"", "maxEpochs");
    }

    @Test
    void shouldTellHowACommandHasFailed() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 4", """
            trainModel spec: 'watch.yaml', command: '''
              echo "reads data"
              cd /no/such/folder
              echo "not reached"
            '''
            """);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(EndlessTraining.end(build))
                .startsWith("failure: the program has failed with exit code ")
                .contains("its last lines: reads data | ")
                .contains("/no/such/folder")
                .doesNotContain("not reached");
    }

    @Test
    void shouldAskOnceAndLoseNothingWhateverIsPressed() throws Exception {
        WorkflowRun build = OwnTraining.start(
                jenkins, "gpu", "maxEpochs: 100000", "withEnv(['SAVES=3']) { " + TRAIN + ", grace: '1s' }");
        jenkins.waitForMessage("| epoch 2 is over", build);
        ProcessHandle program = OwnTraining.process(workspace(build));
        LiveRun run = EndlessTraining.live(build, "own").orElseThrow();
        String steering = build.getUrl() + "train-model/own/";
        for (String word : List.of("hold", "go-on", "extend?epochs=1", "change?set=a%3D1")) {
            WebResponse answer = send(HttpMethod.POST, steering + word);
            assertThat(answer.getStatusCode()).as(word).isEqualTo(409);
            assertThat(answer.getContentAsString()).startsWith("Another program trains, which nobody here can");
        }

        assertThat(send(HttpMethod.POST, steering + "stop?keep=last").getContentAsString())
                .isEqualTo("The program is asked to end.");
        jenkins.waitForMessage("stop asked for by", build);
        run.ask("", new Command.Stop("grace"));
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(EndlessTraining.end(build))
                .startsWith("aborted: stopped by ")
                .doesNotContain("killed");
        assertThat(EndlessTraining.artifacts(build)).contains("train-model/own/model/artifacts/out/end.txt");
        assertThat(program.isAlive()).isFalse();
        Processes.awaitNone(build.getParent().getName());
    }

    @Test
    void shouldLeaveNoProgramOfATrainerThatWasKilled() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 100000", """
            trainModel spec: 'watch.yaml', command: 'echo "error: said by the program"; sh train.sh'
            """);
        jenkins.waitForMessage("| epoch 2 is over", build);
        ProcessHandle program = OwnTraining.process(workspace(build));

        Processes.trainer(build).destroyForcibly();
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(EndlessTraining.end(build)).startsWith("failure: the trainer ended with exit code 137");
        program.onExit().get();
        TrainerRecords.awaitNone(jenkins);
    }

    /** That the trainer has ended says nothing of its program; here somebody holds the run directory as one would. */
    @Test
    void shouldGoOnLookingForAProgramThatIsNotKnownToBeGone() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 100000", TRAIN);
        jenkins.waitForMessage("| epoch 2 is over", build);
        RunDirectory directory = new RunDirectory(workspace(build).resolve(".train-model/own"));
        assertThat(directory.events()).exists();

        Processes.trainer(build).destroyForcibly();
        RunLock held = hold(directory);
        try (held) {
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            assertThat(TrainerRecords.count(jenkins)).isPositive();
        }
        ForgottenTrainers.get().look();

        TrainerRecords.awaitNone(jenkins);
    }

    private static RunLock hold(RunDirectory directory) throws Exception {
        while (true) {
            try {
                return RunLock.acquire(directory);
            } catch (RunLockedException trains) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void shouldKillAProgramWithItsTrainerWhenSomebodySaysSo() throws Exception {
        WorkflowRun build =
                OwnTraining.start(jenkins, "gpu", "maxEpochs: 100000", "withEnv(['SAVES=600']) { " + TRAIN + " }");
        jenkins.waitForMessage("| epoch 2 is over", build);
        ProcessHandle program = OwnTraining.process(workspace(build));
        LiveRun run = EndlessTraining.live(build, "own").orElseThrow();
        run.ask("", new Command.Stop("ada"));
        jenkins.waitForMessage("stop asked for by ada", build);

        run.kill("grace");
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(EndlessTraining.end(build)).isEqualTo("aborted: killed by grace");
        program.onExit().get();
    }

    @Test
    void shouldSayWhatIsWrongBeforeAProcessStarts() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 4", Digits.write("maxEpochs: 1") + """
            def sentences = []
            for (wrong in [[spec: 'train.yaml', command: 'true'], [spec: 'watch.yaml'],
                [spec: 'watch.yaml', command: 'true', checkpoints: 'all', waitFor: 'answer']]) {
              try { trainModel(wrong) } catch (e) { echo "caught ${e.message}" }
            }
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("caught train.yaml has the keys data or model, so the trainer trains by it", build);
        jenkins.assertLogContains("caught watch.yaml has the key watch, so another program trains: name it", build);
        jenkins.assertLogContains("checkpoints: found beside `command`", build);
        jenkins.assertLogContains("waitFor: found \"answer\" beside `command`", build);
        assertThat(workspace(build).resolve(".train-model")).doesNotExist();
    }

    @Test
    void shouldTryWhatAProgramNeedsWithoutStartingIt() throws Exception {
        WorkflowRun build = OwnTraining.start(jenkins, "gpu", "maxEpochs: 4", """
            def tried = trainModel spec: 'watch.yaml', command: 'sh train.sh', dryRun: true
            echo "${tried.outcome} ${tried.checks.collect { it.subject }}"
            """);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("the rules allow 4 epochs", build);
        jenkins.assertLogContains("success [specification, program, files, metrics, estimate, disk]", build);
        assertThat(workspace(build).resolve("pid.txt")).doesNotExist();
    }

    @Test
    void shouldTrainTheExampleInPython() throws Exception {
        assumeThat(OwnTraining.hasPython())
                .as("python3, which the example in docs/examples/watch needs, can be run here")
                .isTrue();
        WorkflowRun build = Digits.job(
                        jenkins,
                        "node('gpu') {\n"
                                + OwnTraining.example("  - target: {metric: validation/accuracy, atLeast: 0.9}\n")
                                + """
                        withEnv(['PLAIN_LOOP_SECONDS=0']) {
                          def run = trainModel spec: 'watch.yaml', command: 'python3 plain_loop.py'
                          echo "${run.outcome} ${run.accepted} ${run.firedRules}"
                        } }
                        """)
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("success true [target]", build);
        assertThat(EndlessTraining.artifacts(build))
                .contains("train-model/plain-loop/model/artifacts/plain-loop/model.json");
        assertThat(EventLogs.ofNewestRun(build))
                .filteredOn(TrainingEvent.Step.class::isInstance)
                .isNotEmpty();
    }

    private static WebResponse send(HttpMethod method, String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setJavaScriptEnabled(false);
        WebRequest request = new WebRequest(URI.create(jenkins.getURL() + path).toURL(), method);
        return client.getPage(method == HttpMethod.POST ? client.addCrumb(request) : request)
                .getWebResponse();
    }

    private static Path workspace(WorkflowRun build) throws Exception {
        Path root = Path.of(((Slave) jenkins.jenkins.getNode("gpu")).getRemoteFS());
        Path workspace = root.resolve("workspace").resolve(build.getParent().getName());
        assertThat(Files.isDirectory(workspace)).isTrue();
        return workspace;
    }
}
