package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Slave;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A step outside of {@code node} that has an agent of its own, from the queue to its end over a restart. */
final class OwnAgent {
    private static final String SCRIPT = "node('!gpu') {\n" + Digits.write("maxEpochs: 100000") + """
            stash 'digits'
            deleteDir()
            }
            withEnv(['GREETING=hello']) {
              trainModel spec: 'train.yaml', agent: 'gpu', unstash: 'digits'
            }""";

    private OwnAgent() {}

    static void queueBehindAnother(JenkinsRule jenkins) throws Exception {
        WorkflowJob other = jenkins.createProject(WorkflowJob.class, "other");
        other.setDefinition(Digits.pipeline("node('gpu') { input 'go on?' }"));
        jenkins.waitForMessage("go on?", other.scheduleBuild2(0).waitForStart());
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "own");
        job.setDefinition(Digits.pipeline(SCRIPT));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("waits for an agent with the label gpu", build);
        List<Queue.Item> waiting = List.of(Queue.getInstance().getItems());
        assertThat(waiting).extracting(item -> item.task.getFullDisplayName()).containsExactly("own #1 (training)");
        assertThat(waiting.get(0).task.getUrl()).isEqualTo(build.getUrl());
        other.getLastBuild().doStop();
    }

    static void begin(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        jenkins.waitForMessage("] epoch 2", build);
        jenkins.assertLogContains("runs on gpu in ", build);
        assertIsHeld(jenkins);
        assertShownToReadersAlone(jenkins, build);
    }

    /** Executors show the task as they do other work; who may not see the job sees nothing of it. */
    private static void assertShownToReadersAlone(JenkinsRule jenkins, WorkflowRun build) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Computer.EXTENDED_READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(build.getParent())
                .to("reader"));
        try (JenkinsRule.WebClient reader = jenkins.createWebClient().login("reader");
                JenkinsRule.WebClient stranger = jenkins.createWebClient()) {
            assertThat(reader.goTo("computer/gpu/").asNormalizedText()).contains("own #1 (training)");
            assertThat(stranger.goTo("computer/gpu/").asNormalizedText())
                    .contains("Unknown Task")
                    .doesNotContain("own #1");
        }
        try (ACLContext as = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertThat(executor(jenkins).hasStopPermission()).isFalse();
        }
        // A class of tests cannot be read again after a restart.
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
    }

    static void end(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        while (busy(jenkins).count() == 0) {
            assertThat(build.isBuilding()).isTrue();
            Thread.sleep(100);
        }
        assertIsHeld(jenkins);
        executor(jenkins).interrupt(Result.ABORTED, new CauseOfInterruption.UserInterruption("ada"));
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        EndlessTraining.assertModelIsArchived(build);
        EventLogs.assertUnbroken(build.getAction(TrainingBuildAction.class).eventLog("digits"));
        awaitFree(jenkins);
        TrainerRecords.awaitNone(jenkins);
    }

    static void stopInTheQueue(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.getComputer("gpu").doToggleOffline("maintenance");
        WorkflowRun build = jenkins.jenkins
                .getItemByFullName("own", WorkflowJob.class)
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("waits for an agent with the label gpu", build);
        Queue.getInstance().cancel(Queue.getInstance().getItems()[0]);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("The wait for an agent was cancelled in the queue", build);
        jenkins.jenkins.getComputer("gpu").doToggleOffline("");
        jenkins.waitOnline((Slave) jenkins.jenkins.getNode("gpu"));
    }

    private static void assertIsHeld(JenkinsRule jenkins) {
        assertThat(busy(jenkins)).singleElement().satisfies(executor -> {
            assertThat(executor.getCurrentExecutable().getParent().getFullDisplayName())
                    .isEqualTo("own #1 (training)");
        });
    }

    private static void awaitFree(JenkinsRule jenkins) throws Exception {
        while (busy(jenkins).count() > 0) {
            Thread.sleep(50);
        }
    }

    private static Executor executor(JenkinsRule jenkins) {
        return busy(jenkins).findFirst().orElseThrow();
    }

    private static Stream<Executor> busy(JenkinsRule jenkins) {
        return jenkins.jenkins.getComputer("gpu").getExecutors().stream().filter(Executor::isBusy);
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("own", WorkflowJob.class).getLastBuild();
    }
}
