package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Slave;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Runs that stand side by side or one after the other in one workspace. */
@WithJenkins
class CellsITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    @Timeout(180)
    void shouldTrainOneSpecificationInEveryCellAndResumeInNoOther() throws Exception {
        WorkflowRun build =
                jenkins.buildAndAssertStatus(Result.SUCCESS, job("""
                    pipeline {
                      agent { label 'gpu' }
                      stages {
                        stage('Write') { steps { writeFile file: 'train.yaml', text: '''%s''' } }
                        stage('Cells') { matrix {
                          axes { axis { name 'RATE'; values '0.1', '0.01', '0.001' } }
                          stages { stage('Train') { steps {
                            trainModel spec: 'train.yaml', resume: true,
                              set: ['training.optimizer.learningRate': env.RATE]
                          } } }
                        } }
                      }
                    }\
                    """.formatted(Digits.specification("maxEpochs: 2"))));

        assertAllTrainedAnew(build, 3);
        assertThat(directories(build)).hasSize(3);
    }

    @Test
    @Timeout(400)
    void shouldTellNamesApartWhateverTheyAreMadeOf() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(
                Result.SUCCESS, job("node('gpu') {\n" + Digits.write("maxEpochs: 1") + """
                    for (name in ['训练一', '训练二', 'lr 0.1', 'lr-0.1', '%s']) {
                      def run = trainModel spec: 'train.yaml', name: name, resume: true
                      echo "model ${readFile(run.modelPath + '/manifest.json').length() > 0}"
                    }
                    parallel one: { trainModel spec: 'train.yaml', name: '训练三' },
                             two: { trainModel spec: 'train.yaml', name: '训练四' }
                    }\
                    """.formatted("n".repeat(200))));

        assertAllTrainedAnew(build, 7);
        assertThat(directories(build)).hasSize(7);
        assertThat(build.getAction(TrainingBuildAction.class).getRuns())
                .extracting(TrainedRun::getName)
                .contains("训练一", "训练二", "n".repeat(200));
    }

    @Test
    @Timeout(180)
    void shouldGoOnWithItsOwnCellsTryAfterTheTrainerDied() throws Exception {
        WorkflowRun build = job("node('gpu') {\n" + Digits.write("maxEpochs: 100000") + """
            def cell = { tries -> retry(2) {
              trainModel spec: 'train.yaml', resume: true, stopWhen: tries.remove(0)
            } }
            parallel long: { cell([[maxEpochs(100000)], [maxDuration('1s'), maxEpochs(100000)]]) },
                     short: { cell([[maxEpochs(2)]]) }
            }\
            """)
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Stopped after 2 epochs", build);
        jenkins.waitForMessage("epoch 5", build);
        String name = build.getParent().getName();
        while (Processes.ofJob(name).size() > 1) {
            Thread.sleep(50);
        }

        Processes.trainer(build).destroyForcibly();

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        assertThat(events(build, "digits").stream().map(EventRecord::event))
                .filteredOn(TrainingEvent.Started.class::isInstance)
                .hasSize(1);
        jenkins.assertLogContains("goes on from the checkpoint that an earlier try of this build has left", build);
        assertThat(directories(build)).hasSize(2);
    }

    @Test
    @Timeout(120)
    void shouldSayWhatTellsRunsApartThatMeetInOneDirectory() throws Exception {
        WorkflowRun build = job("node('gpu') {\n" + Digits.write("maxEpochs: 100000") + """
            parallel failFast: true,
              one: { trainModel spec: 'train.yaml', out: 'run' },
              two: {
                while (!fileExists('run/events.jsonl')) { sleep 1 }
                trainModel spec: 'train.yaml', out: 'run'
              }
            }\
            """)
                .scheduleBuild2(0)
                .waitForStart();

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("give one of them another `name` or `out`", build);
    }

    @Test
    @Timeout(120)
    void shouldRefuseRunDirectoriesThatAreNotItsOwnAndTouchNothing() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(
                Result.FAILURE, job("node('gpu') {\n" + Digits.write("maxEpochs: 1") + """
                    writeFile file: 'data2/digits.csv', text: 'precious'
                    writeFile file: 'data2/spec.json', text: '{}'
                    for (out in ['data2', '.', '..', '../x', pwd() + '/../y']) {
                      catchError { trainModel spec: 'train.yaml', out: out }
                    }
                    echo "kept ${readFile('data2/digits.csv')} ${fileExists('../x')} ${fileExists('../y')}"
                    }\
                    """));

        jenkins.assertLogContains("kept precious false false", build);
        jenkins.assertLogContains("digits.csv", build);
        jenkins.assertLogContains("is the workspace itself", build);
        jenkins.assertLogContains("contains the workspace", build);
        jenkins.assertLogContains("is outside of the workspace", build);
        assertThat(workspace(build).resolve("train.yaml")).exists();
    }

    private static void assertAllTrainedAnew(WorkflowRun build, int runs) throws IOException {
        List<TrainedRun> all = build.getAction(TrainingBuildAction.class).getRuns();
        assertThat(all).extracting(TrainedRun::getState).hasSize(runs).containsOnly("success");
        for (TrainedRun run : all) {
            assertThat(events(build, run.getId()).stream().map(EventRecord::event))
                    .as(run.getName())
                    .hasAtLeastOneElementOfType(TrainingEvent.Started.class)
                    .noneMatch(TrainingEvent.Resumed.class::isInstance);
        }
    }

    private static List<EventRecord> events(WorkflowRun build, String id) throws IOException {
        return EventReader.readAll(build.getAction(TrainingBuildAction.class).eventLog(id));
    }

    private static List<Path> directories(WorkflowRun build) throws IOException {
        try (Stream<Path> files = Files.list(workspace(build).resolve(".train-model"))) {
            return files.filter(file -> !file.toString().endsWith(".previous")).toList();
        }
    }

    private static Path workspace(WorkflowRun build) {
        return Path.of(((Slave) jenkins.jenkins.getNode("gpu")).getRemoteFS())
                .resolve("workspace")
                .resolve(build.getParent().getName());
    }

    private static WorkflowJob job(String script) throws Exception {
        return Digits.job(jenkins, script);
    }
}
