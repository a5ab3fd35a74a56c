package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.cli.CLICommandInvoker;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Intervention.CommandApplied;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.assertj.core.api.AbstractStringAssert;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Trainings are steered and restarted by people with different permissions, by REST and by Jenkins' command line. */
@WithJenkins
@Timeout(300)
class SteeringITest {
    private static final String LEARNING_RATE = "training.optimizer.learningRate";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "operator", "owner", "builder")
                .grant(Item.CANCEL)
                .everywhere()
                .to("operator", "owner")
                .grant(Item.CONFIGURE, Item.BUILD)
                .everywhere()
                .to("owner")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder"));
    }

    @Test
    void shouldObeyOnceWhoMaySteerAlsoOverAnAbsenceOfTheAgent() throws Exception {
        WorkflowRun build = train("trainModel spec: 'train.yaml'", "maxEpochs: 100000");
        jenkins.waitForMessage("] epoch 1", build);

        assertThat(post("operator", build, "change?set=" + LEARNING_RATE + "%3D0.0005")
                        .getStatusCode())
                .isEqualTo(403);
        assertThat(post("owner", build, "change?set=" + LEARNING_RATE + "%3D-1").getContentAsString())
                .contains("learningRate", "allowed: a number above 0");
        String change = "change?id=one&why=too+fast&set=" + LEARNING_RATE + "%3D0.0005";
        assertThat(post("owner", build, change).getStatusCode()).isEqualTo(200);
        assertThat(post("owner", build, change).getStatusCode()).isEqualTo(200);
        await(() -> answers(build).size() == 1);
        assertThatTheOnly(Intervention.HyperparameterChanged.class, build)
                .contains(LEARNING_RATE, "from=0.001", "owner", "too fast");

        assertThat(control("reader", build, "hold").returnCode()).isEqualTo(6);
        assertThat(control("operator", build, "hold").returnCode()).isZero();
        await(() -> live(build).status().phase() == LiveStatus.Phase.HELD);
        assertThat(control("operator", build, "hold").stdout()).contains("already");

        jenkins.jenkins.getComputer("gpu").disconnect(null).get();
        await(() -> live(build).status().awaySince().isPresent());
        assertThat(post("owner", build, "extend?epochs=5").getStatusCode()).isEqualTo(200);
        assertThat(live(build).status().waiting()).singleElement().asString().contains("extend", "owner");
        jenkins.jenkins.getComputer("gpu").connect(true).get();
        await(() -> answers(build).size() == 3);
        assertThat(live(build).status().waiting()).isEmpty();

        assertThat(post("operator", build, "go-on").getStatusCode()).isEqualTo(200);
        await(() -> live(build).status().phase() == LiveStatus.Phase.TRAINING);
        assertThat(control("operator", build, "stop", "--keep", "nothing", "--why", "wrong data")
                        .returnCode())
                .isZero();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(EndlessTraining.end(build)).startsWith("aborted: ").contains("operator", "wrong data");
        assertThat(EndlessTraining.artifacts(build))
                .isNotEmpty()
                .noneMatch(path -> path.contains("/model/") || path.contains("/checkpoints/"));
        assertThat(answers(build)).extracting(CommandApplied::id).doesNotHaveDuplicates();
        assertThat(answers(build)).allMatch(CommandApplied::accepted).hasSize(5);
    }

    @Test
    void shouldBeginANewBuildAtACheckpointOfOneThatHasEnded() throws Exception {
        String tryFirst = "if (env.BUILD_NUMBER == '2') { trainModel spec: 'train.yaml', dryRun: true }\n";
        WorkflowRun first =
                train(tryFirst + "trainModel spec: 'train.yaml', resume: true, checkpoints: 'last'", "maxEpochs: 2");
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(first));
        String restart = first.getUrl() + "train-model-restart/";

        assertThat(get("reader", restart + "points").getContentAsString())
                .contains("\"epoch\":2", "\"from\":\"model\"");
        assertThat(send("operator", restart + "restart?epochs=1").getStatusCode())
                .isEqualTo(403);
        assertThat(send("builder", restart + "restart?epochs=1").getStatusCode())
                .isEqualTo(403);
        assertThat(send("builder", restart + "restart?from=model&set=" + LEARNING_RATE + "%3D-1")
                        .getStatusCode())
                .isEqualTo(403);
        assertThat(get("builder", restart).getContentAsString()).doesNotContain(LEARNING_RATE);
        assertThat(get("owner", restart).getContentAsString()).contains(LEARNING_RATE);
        assertThat(send("owner", restart + "restart").getStatusCode()).isEqualTo(400);
        String wish = restart + "restart?id=again&epochs=1&why=@not+there%2C+%E5%A4%AA%E6%85%A2&set=" + LEARNING_RATE
                + "%3D0.0005";
        assertThat(send("owner", wish).getStatusCode()).isEqualTo(201);
        send("owner", wish);
        WorkflowJob job = first.getParent();
        await(() -> job.getLastBuild().getNumber() == 2);
        WorkflowRun second = job.getBuildByNumber(2);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(second));

        assertThat(send("owner", wish).getStatusCode()).isEqualTo(200);
        jenkins.assertLogContains("Restarted by owner from checkpoint", second);
        assertThatTheOnly(TrainingEvent.Epoch.class, second).contains("epoch=3");
        assertThat(EventLogs.ofNewestRun(second).toString())
                .contains("Restarted[", "to=5.0E-4, by=owner, why=@not there, 太慢");
        assertThat(get("reader", first.getUrl()).getContentAsString()).contains("restarted from here", ">#2</a>");

        assertThat(command("train-model-restart", "builder", second, "--from", "model", "--run", "digits-2")
                        .returnCode())
                .isZero();
        await(() -> job.getLastBuild().getNumber() == 3);
        WorkflowRun third = job.getBuildByNumber(3);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(third));
        assertThatTheOnly(Provenance.Began.class, third).contains("warmStart=everything");
        assertThatTheOnly(TrainingEvent.Started.class, third).contains("\"learningRate\":5.0E-4", "\"epochs\":3");
        assertThat(job.getLastBuild().getNumber()).isEqualTo(3);
    }

    @Test
    void shouldSteerAFreestyleBuild() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setAssignedNode(jenkins.jenkins.getNode("gpu"));
        Path workspace = Files.createDirectories(
                Path.of(jenkins.jenkins.getNode("gpu").getWorkspaceFor(job).getRemote()));
        Files.writeString(workspace.resolve("train.yaml"), Digits.specification("maxEpochs: 100000"));
        job.getBuildersList().add(new TrainModelBuilder(new TrainModelStep("train.yaml")));
        Run<?, ?> build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("] epoch 1", build);

        assertThat(post("operator", build, "checkpoint?why=to+be+sure").getStatusCode())
                .isEqualTo(200);
        await(() -> answers(build).size() == 1);
        assertThat(post("operator", build, "stop?keep=last").getStatusCode()).isEqualTo(200);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("train-model/digits/model/manifest.json");
    }

    private static WorkflowRun train(String step, String rule) throws Exception {
        WorkflowJob job = Digits.job(jenkins, "node('gpu') {\n" + Digits.write(rule) + step + "\n}");
        return job.scheduleBuild2(0).waitForStart();
    }

    private static LiveRun live(Run<?, ?> build) {
        return LiveRuns.get().find(build, "digits").orElseThrow();
    }

    private static WebResponse post(String user, Run<?, ?> build, String command) throws Exception {
        return send(user, build.getUrl() + "train-model/digits/" + command);
    }

    private static WebResponse send(String user, String path) throws Exception {
        return ask(user, path, HttpMethod.POST);
    }

    private static WebResponse get(String user, String path) throws Exception {
        return ask(user, path, HttpMethod.GET);
    }

    private static WebResponse ask(String user, String path, HttpMethod method) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().login(user);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setJavaScriptEnabled(false);
        WebRequest request = new WebRequest(URI.create(jenkins.getURL() + path).toURL(), method);
        return client.getPage(method == HttpMethod.POST ? client.addCrumb(request) : request)
                .getWebResponse();
    }

    private static CLICommandInvoker.Result control(String user, Run<?, ?> build, String... words) {
        return command("train-model-control", user, build, words);
    }

    private static CLICommandInvoker.Result command(String name, String user, Run<?, ?> build, String... words) {
        Stream<String> target = Stream.of(build.getParent().getFullName(), String.valueOf(build.getNumber()));
        return new CLICommandInvoker(jenkins, name)
                .asUser(user)
                .invokeWithArgs(Stream.concat(target, Stream.of(words)).toArray(String[]::new));
    }

    private static AbstractStringAssert<?> assertThatTheOnly(Class<? extends TrainingEvent> type, Run<?, ?> build) {
        return assertThat(EventLogs.ofNewestRun(build))
                .filteredOn(type::isInstance)
                .singleElement()
                .asString();
    }

    private static List<CommandApplied> answers(Run<?, ?> build) {
        return EventLogs.ofNewestRun(build).stream()
                .filter(CommandApplied.class::isInstance)
                .map(CommandApplied.class::cast)
                .toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(50);
        }
    }
}
