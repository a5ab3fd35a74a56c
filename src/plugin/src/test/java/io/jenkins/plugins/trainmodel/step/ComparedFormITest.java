package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.FormValidation;
import io.jenkins.plugins.trainmodel.gates.ChallengeGate;
import io.jenkins.plugins.trainmodel.gates.DriftGate;
import io.jenkins.plugins.trainmodel.gates.MetricGate;
import io.jenkins.plugins.trainmodel.reference.BuildChoice;
import io.jenkins.plugins.trainmodel.reference.LastAcceptedChoice;
import io.jenkins.plugins.trainmodel.reference.LastSuccessfulChoice;
import io.jenkins.plugins.trainmodel.reference.PackageChoice;
import io.jenkins.plugins.trainmodel.reference.ReferenceChoice;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** References and gates as people write them, in a Jenkins that has the step {@code build} as well. */
@WithJenkins
class ComparedFormITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private static MetricGate spread() {
        MetricGate gate = new MetricGate("validation/f1");
        gate.setNoWorseThan("reference");
        gate.setWithin("spread");
        gate.setOtherwise("2%");
        gate.setLast(8);
        gate.setMode("max");
        gate.setOutcome("failure");
        return gate;
    }

    private static MetricGate atLeast() {
        MetricGate gate = new MetricGate("validation/accuracy");
        gate.setAtLeast(0.95);
        return gate;
    }

    private static List<ReferenceChoice> references() {
        LastAcceptedChoice other = new LastAcceptedChoice();
        other.setJob("../other/main");
        other.setRun("digits");
        return List.of(
                other,
                new LastAcceptedChoice(),
                new LastSuccessfulChoice(),
                new BuildChoice("42"),
                new PackageChoice("base"));
    }

    /** One form for all of them: each field is that of the step in which it stands. */
    @Test
    void shouldKeepEveryFieldOfTheForm() throws Exception {
        List<TrainModelStep> steps =
                references().stream().map(ComparedFormITest::compared).toList();
        FreeStyleProject job = jenkins.createFreeStyleProject();
        steps.forEach(step -> job.getBuildersList().add(new TrainModelBuilder(step)));

        jenkins.configRoundtrip(job);

        assertThat(job.getBuildersList().getAll(TrainModelBuilder.class))
                .extracting(TrainModelBuilder::getStep)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(steps);
    }

    private static TrainModelStep compared(ReferenceChoice reference) {
        TrainModelStep step = new TrainModelStep("train.yaml");
        step.setReference(reference);
        step.setWarmStart("everything");
        step.setFreeze(List.of("layers.0.*", "layers.1.*"));
        step.setReset(List.of("output.*"));
        step.setWhenMissing("fail");
        step.setGates(List.of(spread(), atLeast(), new ChallengeGate("validation/accuracy"), drift()));
        step.setPromote(true);
        step.setPropagate(false);
        return step;
    }

    @Test
    void shouldBeWrittenByTheGeneratorOfPipelineSyntax() throws Exception {
        TrainModelStep step = new TrainModelStep("train.yaml");
        step.setReference(new LastAcceptedChoice());
        step.setWarmStart("parameters");
        step.setFreeze(List.of("layers.0.*"));
        step.setReset(List.of("output.weight", "output.bias"));
        step.setGates(List.of(atLeast(), new ChallengeGate("validation/accuracy"), new DriftGate(0.25)));
        step.setPromote(true);
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "trainModel freeze: ['layers.0.*'], gates: [gate(atLeast: 0.95, metric: 'validation/accuracy'), challenge('validation/accuracy'), drift(0.25)],"
                                + " promote: true, reference: lastAccepted(), reset: ['output.weight', 'output.bias'],"
                                + " spec: 'train.yaml', warmStart: 'parameters'");
        TrainModelStep other = new TrainModelStep("train.yaml");
        other.setReference(new BuildChoice("42"));
        new SnippetizerTester(jenkins)
                .assertRoundTrip(other, "trainModel reference: trainedBuild('42'), spec: 'train.yaml'");
    }

    @Test
    void shouldWriteGatesAsTheSpecificationHasThem() {
        assertThat(spread().toSpecification())
                .isEqualTo(Map.of(
                        "metric", "validation/f1",
                        "noWorseThan", "reference",
                        "within", "spread",
                        "otherwise", "2%",
                        "last", 8,
                        "mode", "max",
                        "outcome", "failure"));
        assertThat(new ChallengeGate("test/f1").toSpecification()).isEqualTo(Map.of("challenge", "test/f1"));
        assertThat(drift().toSpecification())
                .isEqualTo(Map.of("drift", 0.1, "columns", List.of("age", "the city"), "outcome", "failure"));
    }

    @Test
    void shouldCheckFieldsByWhatTheTrainerAllows() {
        MetricGate.DescriptorImpl gate = jenkins.jenkins.getDescriptorByType(MetricGate.DescriptorImpl.class);
        for (FormValidation right : List.of(
                gate.doCheckWithin(null, "spread"),
                gate.doCheckWithin(null, "2%"),
                gate.doCheckWithin(null, "0.01"),
                gate.doCheckOtherwise(null, "5%"),
                gate.doCheckLast(null, "8"),
                gate.doCheckAtLeast(null, "0.9"),
                gate.doCheckMetric(null, "test/f1", "", "reference"),
                gate.doCheckMetric(null, "", "", ""))) {
            assertThat(right.kind).as(right.getMessage()).isEqualTo(FormValidation.Kind.OK);
        }
        assertThat(gate.doCheckMetric(null, "", "", "").getMessage()).startsWith("Needed: ");
        for (FormValidation wrong : List.of(
                gate.doCheckWithin(null, "much"),
                gate.doCheckOtherwise(null, "spread"),
                gate.doCheckLast(null, "1"),
                gate.doCheckAtLeast(null, "high"),
                gate.doCheckAtMost(null, "low"),
                gate.doCheckMetric(null, "validation/mine", "", "reference"))) {
            assertThat(wrong.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(wrong.getMessage()).contains("; allowed: ");
        }
        ChallengeGate.DescriptorImpl challenge =
                jenkins.jenkins.getDescriptorByType(ChallengeGate.DescriptorImpl.class);
        assertThat(challenge.doCheckMetric(null, "validation/accuracy", "").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(challenge.doCheckMetric(null, "train/accuracy", "").kind).isEqualTo(FormValidation.Kind.ERROR);
        DriftGate.DescriptorImpl drift = jenkins.jenkins.getDescriptorByType(DriftGate.DescriptorImpl.class);
        assertThat(drift.doCheckDrift(null, "0.25").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(drift.doCheckDrift(null, "0").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    private static DriftGate drift() {
        DriftGate drift = new DriftGate(0.1);
        drift.setColumns(List.of("age", "the city"));
        drift.setOutcome("failure");
        return drift;
    }

    /** {@code build} is a step, whatever stands around it, so the choice has another name. */
    @Test
    void shouldNotBeTakenForTheStepThatStartsAnotherJob() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(Digits.pipeline("""
            node {
              try { trainModel spec: 'none.yaml', reference: build('42') } catch (e) { echo "build: ${e.message}" }
              for (choice in [trainedBuild('42'), lastAccepted(), lastSuccessful(job: 'x', run: 'y'), modelPackage('p')]) {
                try { trainModel spec: 'none.yaml', reference: choice } catch (e) { echo "choice: ${e.message}" }
              }
              try { trainModel spec: 'a', warmStart: 'warm', whenMissing: 'x' } catch (e) { echo "wrong: ${e.message}" }
              try { trainModel spec: 'a', freeze: ['a.*'], reset: ['b.*'] } catch (e) { echo "cold: ${e.message}" }
            }"""));

        WorkflowRun build = jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));

        jenkins.assertLogContains("build: No item named 42 found", build);
        assertThat(JenkinsRule.getLog(build).split("choice: There is no specification", -1))
                .hasSize(5);
        jenkins.assertLogContains("wrong: warmStart: found \"warm\"; allowed: none, parameters, everything", build);
        jenkins.assertLogContains(
                "cold: freeze: found \"a.*\" where the step takes nothing over; allowed: beside", build);
        jenkins.assertLogContains("reset: found \"b.*\" where the step takes nothing over; allowed: beside", build);
        jenkins.assertLogContains("whenMissing: found \"x\"; allowed: start, fail", build);
    }

    @Test
    void shouldBeTakenFromADeclarativePipeline() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(Digits.pipeline("""
            pipeline {
              agent any
              environment { HEAD = 'output' }
              stages { stage('Train') { steps {
                trainModel spec: 'none.yaml', reference: lastAccepted(job: 'other'), whenMissing: 'fail',
                  warmStart: 'parameters', freeze: ['layers.0.*'], reset: ["${HEAD}.*"],
                  gates: [gate(metric: 'validation/loss', noWorseThan: 'reference', within: '2%'), challenge('validation/f1')]
              } } }
            }"""));

        WorkflowRun build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));

        jenkins.assertLogContains("There is no specification", build);
    }
}
