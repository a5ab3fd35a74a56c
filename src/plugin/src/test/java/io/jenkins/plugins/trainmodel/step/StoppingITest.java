package io.jenkins.plugins.trainmodel.step;

import static io.jenkins.plugins.trainmodel.step.EndlessTraining.artifacts;
import static io.jenkins.plugins.trainmodel.step.EndlessTraining.assertModelIsArchived;
import static io.jenkins.plugins.trainmodel.step.EndlessTraining.end;
import static io.jenkins.plugins.trainmodel.step.EndlessTraining.live;
import static io.jenkins.plugins.trainmodel.step.EndlessTraining.saveSlowly;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Slave;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.record.ForgottenTrainers;
import io.jenkins.trainmodel.run.Command;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Endless trainings are ended by people and by Pipeline, once, twice, in any order. */
@WithJenkins
@Timeout(300)
class StoppingITest {
    private static JenkinsRule jenkins;
    private static EndlessTraining training;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        training = new EndlessTraining(rule);
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    void shouldKeepTheModelWhenTheBuildIsAborted() throws Exception {
        WorkflowRun build = training.train("trainModel spec: 'train.yaml', grace: '2m'");
        jenkins.waitForMessage("] epoch 2", build);

        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("stop asked for by", build);
        assertThat(end(build)).startsWith("aborted: stopped by ");
        assertModelIsArchived(build);
    }

    @Test
    void shouldKeepTheModelWhenTheButtonIsPressedTwice() throws Exception {
        WorkflowRun build = training.train("trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("] epoch 1", build);
        LiveRun run = live(build);

        saveSlowly(build, () -> {
            run.ask("", new Command.Stop("ada"));
            jenkins.waitForMessage("stop asked for by ada", build);
            run.ask("", new Command.Stop("grace"));
            Thread.sleep(3000);
        });
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(end(build)).contains("stopped by ada");
        jenkins.assertLogNotContains("killed", build);
        assertModelIsArchived(build);
    }

    @Test
    void shouldKeepTheModelWhenTheBuildIsAbortedTwiceAndTheButtonIsPressed() throws Exception {
        WorkflowRun build = training.train("trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("] epoch 1", build);
        LiveRun run = live(build);

        saveSlowly(build, () -> {
            build.doStop();
            jenkins.waitForMessage("stop asked for by", build);
            build.doStop();
            run.ask("", new Command.Stop("ada"));
            Thread.sleep(3000);
        });
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogNotContains("killed", build);
        assertModelIsArchived(build);
    }

    /** As the step milestone and jobs that allow one build at a time do it. */
    @Test
    void shouldKeepTheModelOfABuildThatANewerOneSupersedes() throws Exception {
        WorkflowRun build = training.train("trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("] epoch 1", build);

        saveSlowly(build, () -> {
            supersede(build);
            jenkins.waitForMessage("stop asked for by Superseded by #2", build);
            supersede(build);
            Thread.sleep(3000);
        });
        jenkins.assertBuildStatus(Result.NOT_BUILT, jenkins.waitForCompletion(build));

        assertThat(end(build)).startsWith("aborted: stopped by Superseded by #2");
        jenkins.assertLogNotContains("killed", build);
        assertModelIsArchived(build);
    }

    private static void supersede(WorkflowRun build) {
        build.getExecutor().interrupt(Result.NOT_BUILT, new CauseOfInterruption() {
            @Override
            public String getShortDescription() {
                return "Superseded by #2";
            }
        });
    }

    @Test
    void shouldKillATrainerThatDoesNotAnswer() throws Exception {
        WorkflowRun build = training.train("trainModel spec: 'train.yaml', grace: '3s'");
        jenkins.waitForMessage("] epoch 2", build);
        Processes.freeze(Processes.trainer(build));

        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("the trainer was killed", build);
        assertThat(end(build)).startsWith("aborted: killed, since it did not end within the grace period");
        assertThat(Processes.find(build)).isEmpty();
    }

    /** Its process is there and connected, and answers nothing: looks at it, and its last one, take as long as they may. */
    @Test
    @Timeout(600)
    void shouldEndWhereTheAgentHangs() throws Exception {
        Slave agent = jenkins.createSlave("hung", "hung", null);
        jenkins.waitOnline(agent);
        WorkflowRun build = training.train("hung", "trainModel spec: 'train.yaml', grace: '1s'");
        jenkins.waitForMessage("] epoch 1", build);
        ProcessHandle trainer = Processes.trainer(build);
        ProcessHandle process = Processes.of(agent);

        Processes.freeze(process);
        try {
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        } finally {
            Processes.thaw(process);
        }

        assertThat(end(build))
                .isEqualTo(
                        "aborted: agent hung cannot be reached to end the training; it is ended when the agent is back");
        ForgottenTrainers.get().look();
        trainer.onExit().get();
        TrainerRecords.awaitNone(jenkins);
    }

    @Test
    void shouldKillAtOnceOnlyWhenSomebodySaysSo() throws Exception {
        WorkflowRun build = training.train("trainModel spec: 'train.yaml', grace: '1h'");
        jenkins.waitForMessage("] epoch 2", build);
        LiveRun run = live(build);
        Processes.freeze(Processes.trainer(build));
        run.ask("", new Command.Stop("ada"));
        jenkins.waitForMessage("stop asked for by ada", build);

        run.kill("grace");
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("the trainer was killed by grace", build);
        assertThat(end(build)).isEqualTo("aborted: killed by grace");
        assertThat(Processes.find(build)).isEmpty();
    }

    @Test
    void shouldSaveACheckpointAndStopByTheButtons() throws Exception {
        WorkflowRun build = training.train("trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("] epoch 1", build);
        LiveRun run = live(build);

        run.ask("checkpoint", new Command.Checkpoint("ada"));
        jenkins.waitForMessage("checkpoint", build);
        run.ask("", new Command.Stop("ada"));
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(end(build)).contains("stopped by ada");
        assertThat(live(build, "digits")).isEmpty();
    }

    @Test
    void shouldNotBeginAgainWhatAPersonHasStopped() throws Exception {
        WorkflowRun build = training.train("retry(3) { trainModel spec: 'train.yaml' }");
        jenkins.waitForMessage("] epoch 1", build);

        live(build).ask("", new Command.Stop("ada"));
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(build.getAction(TrainingBuildAction.class).getRuns()).hasSize(1);
    }

    @Test
    void shouldPassAnInterruptionThroughCatchErrorThatCatchesNone() throws Exception {
        WorkflowRun build = training.train("""
                catchError(catchInterruptions: false) {
                  trainModel spec: 'train.yaml', stopWhen: [maxEpochs(epochs: 1, outcome: 'aborted')]
                }
                echo 'went on'
                """);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogNotContains("went on", build);
    }

    @Test
    void shouldStopTheOtherBranchWithItsModelWhenOneFailsFast() throws Exception {
        WorkflowRun build = training.train("""
                parallel failFast: true,
                  other: { trainModel spec: 'train.yaml', name: 'other', out: 'run' },
                  failing: {
                    def log = 'run/events.jsonl'
                    while (!fileExists(log) || !readFile(log).contains('checkpointSaved')) { sleep 1 }
                    error 'this branch fails'
                  }
                """);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(artifacts(build)).contains("train-model/other/model/manifest.json");
    }
}
