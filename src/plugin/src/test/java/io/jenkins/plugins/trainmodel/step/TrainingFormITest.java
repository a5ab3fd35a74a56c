package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.JDK;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.util.FormValidation;
import io.jenkins.plugins.trainmodel.OneJenkinsTest;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What people fill in: the freestyle form, the generator of Pipeline syntax, configurations as text. */
class TrainingFormITest extends OneJenkinsTest {
    /** What a form is answered of which nothing is to be said. */
    private static final String NOTHING = "<div/>";

    @TempDir
    private Path workspace;

    @Test
    void shouldKeepEveryFieldOfTheFormAndTakeDefaultsWhereItIsEmpty() throws Exception {
        TrainModelStep step = new TrainModelStep("train.yaml");
        step.setName("run ${BUILD_NUMBER}");
        step.setSet(Map.of("training.batchSize", "${BATCH}"));
        step.setCheckpoints("last");
        step.setArchive(false);
        step.setLogs(false);
        step.setEvents(true);
        step.setTensorboard(true);
        step.setGrace("90s");
        step.setJava("${JDK}");
        step.setOut("runs/x");
        step.setResume(true);
        step.setCommand("set -u\npython train.py \"$DATA\"");
        TrainModelStep defaults = new TrainModelStep("train.yaml");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new TrainModelBuilder(step));
        job.getBuildersList().add(new TrainModelBuilder(defaults));

        jenkins.configRoundtrip(job);

        assertThat(job.getBuildersList().getAll(TrainModelBuilder.class))
                .extracting(TrainModelBuilder::getStep)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(step, defaults);
    }

    @Test
    void shouldWriteAStepThatSetsValues() throws Exception {
        TrainModelStep step = new TrainModelStep("train.yaml");
        step.setSet(new TreeMap<>(Map.of("training.batchSize", "64", "seed", "7")));
        step.setLogs(false);

        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "trainModel logs: false, set: [seed: '7', training: [batchSize: '64']], spec: 'train.yaml'");
    }

    @Test
    void shouldWriteAStepWithACommand() throws Exception {
        TrainModelStep step = new TrainModelStep("watch.yaml");
        step.setCommand("python train.py --name 'mine'");

        new SnippetizerTester(jenkins)
                .assertRoundTrip(step, "trainModel command: 'python train.py --name \\'mine\\'', spec: 'watch.yaml'");
    }

    /** A freestyle job's workspace is known, so that its form can look at the specification there. */
    @Test
    void shouldWatchAProgramInAFreestyleJobAndCheckItsForm() throws Exception {
        TrainModelStep step = new TrainModelStep("watch.yaml");
        step.setCommand("echo '{\"epoch\": 1, \"loss\": 1}' >> \"$TRAIN_MODEL_METRICS\"");
        FreeStyleProject job = freestyle(step);
        Files.writeString(workspace.resolve("watch.yaml"), "name: own\nstopWhen: [{maxEpochs: 3}]\nwatch: {}\n");
        Files.writeString(workspace.resolve("train.yaml"), Digits.specification("maxEpochs: 1"));

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("The program has ended by itself with exit code 0", build);
        TrainModelStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(TrainModelStep.DescriptorImpl.class);
        assertThat(saidOf(job, "watch.yaml", "true")).isEqualTo(NOTHING);
        assertThat(saidOf(job, "train.yaml", " ")).isEqualTo(NOTHING);
        assertThat(saidOf(job, "watch.yaml", "")).contains("name it by `command`");
        assertThat(saidOf(job, "train.yaml", "true")).contains("leave `command` out");
        assertThat(form.doCheckCommand(job, "true", "answer", "", "none").getMessage())
                .startsWith("waitFor: ");
        assertThat(form.doCheckCommand(job, "true", "", "none", "none").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckCommand(job, "", "answer", "everything", "all").kind)
                .isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void shouldAnswerInTheFormWhateverIsThere() throws Exception {
        FreeStyleProject job = freestyle(new TrainModelStep("none.yaml"));
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        Files.writeString(workspace.resolve("large.yaml"), "#".repeat((1 << 20) + 1));

        assertThat(saidOf(job, "large.yaml", "")).contains("is larger than");
        for (String path : List.of("/etc/passwd", "../x.yaml", "a/../../x.yaml", "C:/x.yaml", "\\x.yaml")) {
            assertThat(saidOf(job, path, "")).as(path).contains("This path leads out of the workspace");
        }
        Files.delete(workspace.resolve("large.yaml"));
        new FilePath(workspace.toFile()).deleteRecursive();
        assertThat(saidOf(job, "large.yaml", "")).isEqualTo(NOTHING);
    }

    @Test
    void shouldTrainAFreestyleJobWithItsParameters() throws Exception {
        TrainModelStep step = new TrainModelStep("${KIND}.yaml");
        step.setName("run ${BUILD_NUMBER}");
        step.setOut("runs/$BUILD_NUMBER");
        step.setSet(Map.of("training.batchSize", "$BATCH"));
        FreeStyleProject job = freestyle(step);
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("KIND", "none"), new StringParameterDefinition("BATCH", "1")));
        Files.writeString(workspace.resolve("train.yaml"), Digits.specification("maxEpochs: 1"));

        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(
                0,
                new ParametersAction(
                        new StringParameterValue("KIND", "train"), new StringParameterValue("BATCH", "96"))));

        assertThat(build.getAction(TrainingBuildAction.class).getRuns())
                .extracting(TrainedRun::getName, TrainedRun::getState)
                .containsExactly(tuple("run 1", "success"));
        assertThat(workspace.resolve("runs/1/spec.json")).content().containsPattern("\"batchSize\"\\s*:\\s*96");
    }

    @Test
    void shouldTakeAConfigurationThatSaysLittle() throws Exception {
        String xml = """
            <project><builders><io.jenkins.plugins.trainmodel.step.TrainModelBuilder>
              <step><spec>train.yaml</spec></step>
            </io.jenkins.plugins.trainmodel.step.TrainModelBuilder>
            <io.jenkins.plugins.trainmodel.step.TrainModelBuilder/></builders></project>\
            """;
        FreeStyleProject job = (FreeStyleProject) jenkins.jenkins.createProjectFromXML(
                "little", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));

        assertThat(((TrainModelBuilder) job.getBuilders().get(0)).getStep())
                .usingRecursiveComparison()
                .isEqualTo(new TrainModelStep("train.yaml"));
        FreeStyleBuild build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        jenkins.assertLogContains("There is no specification", build);
        jenkins.assertLogNotContains("NullPointerException", build);
    }

    @Test
    void shouldTellWhatIsAllowedInsteadOfWhatFailedInside() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(Digits.pipeline("""
            node { for (wrong in [[grace: 'five'], [checkpoints: 'some'], [name: 'two\\nlines'], [name: 'n' * 201]]) {
              try { trainModel([spec: 'train.yaml'] + wrong) } catch (e) { echo "caught ${e.message}" } } }\
            """));

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("caught grace: found \"five\"; allowed: a duration such as 90s, 5m or 1h30m", build);
        jenkins.assertLogContains("caught checkpoints: found \"some\"; allowed: none, best, last, all", build);
        jenkins.assertLogContains("caught name: found a line break", build);
        jenkins.assertLogContains("caught name: found 201 characters", build);
        jenkins.assertLogNotContains("InvocationTargetException", build);
    }

    @Test
    void shouldCheckWhatIsTypedAndNothingThatIsNot() throws Exception {
        TrainModelStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(TrainModelStep.DescriptorImpl.class);
        FreeStyleProject job = freestyle(new TrainModelStep("train.yaml"));

        assertThat(form.doCheckGrace(job, "five").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckOut(job, "../x").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckName(job, "n".repeat(201)).kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckSetLines(job, "batch 64").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckJava(job, "jdk99").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(Stream.of(
                        form.doCheckSpec(job, "", ""),
                        form.doCheckGrace(job, ""),
                        form.doCheckGrace(job, "5m"),
                        form.doCheckGrace(job, "${GRACE}"),
                        form.doCheckOut(job, "runs/${BUILD_NUMBER}"),
                        form.doCheckName(job, ""),
                        form.doCheckSetLines(job, "a=1"),
                        form.doCheckJava(job, "$JDK")))
                .extracting(validation -> validation.kind)
                .containsOnly(FormValidation.Kind.OK);
    }

    @Test
    void shouldOfferTheToolsThatThereAre() throws Exception {
        jenkins.jenkins.getJDKs().add(new JDK("jdk21", "/opt/jdk21"));
        TrainModelStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(TrainModelStep.DescriptorImpl.class);

        assertThat(form.doFillJavaItems(null)).contains("jdk21");
        assertThat(form.doCheckJava(null, "jdk21").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void shouldTellNothingToThoseWhoMayNotConfigureAndTakeNoGet() throws Exception {
        FreeStyleProject job = freestyle(new TrainModelStep("train.yaml"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        try (JenkinsRule.WebClient client = jenkins.createWebClient().login("reader")) {
            client.setThrowExceptionOnFailingStatusCode(false);
            String check =
                    job.getUrl() + "descriptorByName/" + TrainModelStep.class.getName() + "/checkGrace?value=five";

            assertThat(client.goTo(check, null).getWebResponse().getStatusCode())
                    .isIn(404, 405);
            assertThat(post(client, check)).doesNotContain("allowed");
        }
        try (JenkinsRule.WebClient client = jenkins.createWebClient().login("admin")) {
            String check =
                    job.getUrl() + "descriptorByName/" + TrainModelStep.class.getName() + "/checkGrace?value=five";
            assertThat(post(client, check)).contains("allowed");
        }
    }

    /** What the form says of a specification beside a command; it is asked as a browser asks, since Jenkins looks at who asks. */
    private static String saidOf(FreeStyleProject job, String path, String command) throws Exception {
        String check = job.getUrl() + "descriptorByName/" + TrainModelStep.class.getName() + "/checkSpec?value="
                + URLEncoder.encode(path, StandardCharsets.UTF_8) + "&command="
                + URLEncoder.encode(command, StandardCharsets.UTF_8);
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            return post(client, check);
        }
    }

    private static String post(JenkinsRule.WebClient client, String address) throws Exception {
        WebRequest request = new WebRequest(client.createCrumbedUrl(address), HttpMethod.POST);
        return client.getPage(request).getWebResponse().getContentAsString();
    }

    private FreeStyleProject freestyle(TrainModelStep step) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setCustomWorkspace(workspace.toString());
        job.getBuildersList().add(new TrainModelBuilder(step));
        return job;
    }
}
