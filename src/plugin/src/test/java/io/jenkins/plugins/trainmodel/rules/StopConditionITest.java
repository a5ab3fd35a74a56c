package io.jenkins.plugins.trainmodel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.step.TrainModelBuilder;
import io.jenkins.plugins.trainmodel.step.TrainModelStep;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.stop.StopRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** Rules of forms and Pipelines say what the specification says, on every way that they take. */
@WithJenkins
class StopConditionITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldKnowEveryRuleOfTheSpecification() {
        TreeSet<String> symbols = new TreeSet<>();
        for (Descriptor<StopCondition> descriptor : descriptors()) {
            symbols.add(SymbolLookup.getSymbolValue(descriptor).iterator().next());
        }

        assertThat(symbols)
                .containsExactlyElementsOf(new TreeSet<>(Arrays.stream(StopRule.class.getPermittedSubclasses())
                        .map(type -> Character.toLowerCase(type.getSimpleName().charAt(0))
                                + type.getSimpleName().substring(1))
                        .toList()));
    }

    @Test
    void shouldSayTheSameAsTheSpecification(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("rules.yaml"), """
            stopWhen:
              - maxEpochs: 100
              - maxSteps: 5000000000
              - maxDuration: 4h
              - finishBy: '06:00 Europe/Berlin'
              - target: { metric: validation/accuracy, atLeast: 0.97 }
              - lossBelow: 0.1
              - earlyStopping: validation/loss
              - gradientBelow: 0.001
              - gradientChangeBelow: 0.01
              - plateau: { metric: train/loss, deviation: 0.005 }
              - diverged: {}
              - overfitting: 0.2
              - behindReference: { metric: validation/loss, reference: ../best/events.jsonl }
              - unreachable: { metric: validation/accuracy, atLeast: 0.97, within: 50 }
              - milestone: [5, 10]
              - allOf: [ lossBelow: 0.1, maxEpochs: 7 ]
              - anyOf: [ lossBelow: 0.1 ]
              - atLeastOf: { count: 1, rules: [ lossBelow: 0.1, maxEpochs: 8 ] }
              - score: { weights: { validation/accuracy: 0.7, validation/loss: -0.3 }, atLeast: 0.9 }
              - custom: { part: in-a-row, options: { metric: validation/accuracy, atLeast: 0.9, epochs: 3, strict: true } }
            """);

        List<StopRule> written =
                SpecReader.withoutFiles().readRules(directory.resolve("rules.yaml"), List.of(), Optional.empty());

        assertThat(read(StopConditions.least(), directory)).isEqualTo(written);
    }

    @Test
    void shouldSayEveryParameter(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("rules.yaml"), """
            stopWhen:
              - { maxEpochs: 100, name: the MaxEpochsCondition, outcome: unstable }
              - { target: { metric: validation/loss, atMost: 0.25, smooth: 2 }, name: the TargetCondition, outcome: unstable }
              - earlyStopping: { metric: gradient/norm, mode: min, patience: 5, minDelta: 0.002, baseline: 0.5, startEpoch: 3, restoreBest: false, smooth: 3, name: the EarlyStoppingCondition, outcome: unstable }
              - gradientBelow: { norm: 0.001, patience: 3, name: the GradientBelowCondition, outcome: unstable }
              - gradientChangeBelow: { relative: 0.01, window: 4, name: the GradientChangeBelowCondition, outcome: unstable }
              - plateau: { metric: validation/loss, deviation: 0.005, window: 20, startEpoch: 4, every: validation, name: the PlateauCondition, outcome: unstable }
              - diverged: { lossAbove: 100, gradientAbove: 1000000, nonFinite: false, name: the DivergedCondition, outcome: unstable }
              - overfitting: { gap: 0.2, patience: 4, name: the OverfittingCondition, outcome: unstable }
              - behindReference: { metric: gradient/norm, mode: max, slack: 0.1, reference: reference.csv, smooth: 4, name: the BehindReferenceCondition, outcome: unstable }
              - unreachable: { metric: validation/loss, atMost: 0.1, within: 2h, smooth: 5, name: the UnreachableCondition, outcome: unstable }
              - milestone: { epochs: 5, name: the MilestoneCondition, outcome: unstable }
              - custom: { part: mine, name: the CustomCondition, outcome: unstable }
              - allOf: { rules: [ { lossBelow: 0.1, name: the LossBelowCondition, outcome: unstable }, maxSteps: 3 ], name: the AllOfCondition, outcome: unstable }
            """);

        List<StopRule> written =
                SpecReader.withoutFiles().readRules(directory.resolve("rules.yaml"), List.of(), Optional.empty());

        assertThat(read(StopConditions.full(), directory)).isEqualTo(written);
    }

    @Test
    void shouldSurviveItsForm() throws Exception {
        List<StopCondition> rules = new ArrayList<>(StopConditions.least());
        rules.addAll(StopConditions.full());

        StepConfigTester tester = new StepConfigTester(jenkins);
        List<StopCondition> submitted =
                tester.configRoundTrip(new ConditionsStep(rules)).getStopWhen();

        assertThat(specifications(submitted)).isEqualTo(specifications(rules));
    }

    @Test
    void shouldSurviveAReloadOfAFreestyleJob() throws Exception {
        List<StopCondition> rules = new ArrayList<>(StopConditions.least());
        rules.addAll(StopConditions.full());
        TrainModelStep step = new TrainModelStep("train.yaml");
        step.setStopWhen(rules);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new TrainModelBuilder(step));

        job.save();
        job.doReload();

        assertThat(job.getConfigFile().asString())
                .contains("<" + MaxEpochsCondition.class.getName())
                .doesNotContain("CollSer", "Immutable");
        FreeStyleProject loaded = jenkins.jenkins.getItemByFullName(job.getFullName(), FreeStyleProject.class);
        TrainModelBuilder builder = loaded.getBuildersList().get(TrainModelBuilder.class);
        assertThat(specifications(builder.getStep().getStopWhen())).isEqualTo(specifications(rules));
    }

    @Test
    void shouldBeWrittenByTheSnippetGenerator() throws Exception {
        SnippetizerTester tester = new SnippetizerTester(jenkins);

        tester.assertRoundTrip(
                new ConditionsStep(StopConditions.least()),
                "conditions([maxEpochs(100), maxSteps(5000000000), maxDuration('4h'), finishBy('06:00 Europe/Berlin'), target(atLeast: 0.97, metric:"
                        + " 'validation/accuracy'), lossBelow(0.1), earlyStopping('validation/loss'),"
                        + " gradientBelow(0.001), gradientChangeBelow(0.01), plateau(deviation: 0.005, metric:"
                        + " 'train/loss'), diverged(), overfitting(0.2), behindReference(metric: 'validation/loss',"
                        + " reference: '../best/events.jsonl'), unreachable(atLeast: 0.97, metric: 'validation/accuracy',"
                        + " within: '50'), milestone('5, 10'), allOf([lossBelow(0.1), maxEpochs(7)]),"
                        + " anyOf([lossBelow(0.1)]), atLeastOf(count: 1, rules: [lossBelow(0.1), maxEpochs(8)]),"
                        + " score(atLeast: 0.9, weights: ['validation/accuracy': 0.7, 'validation/loss': -0.3]),"
                        + " custom(options: [metric: 'validation/accuracy', atLeast: 0.9, epochs: 3, strict: true], part: 'in-a-row')])");
        tester.assertRoundTrip(
                new ConditionsStep(List.of(new AllOfCondition(List.of(
                        new LossBelowCondition(0.1), StopConditions.full().get(1))))),
                "conditions([allOf([lossBelow(0.1), target(atMost: 0.25, metric: 'validation/loss', "
                        + "name: 'the TargetCondition', outcome: 'unstable', smooth: 2)])])");
    }

    @Test
    void shouldBeTypedInAPipeline(@TempDir Path directory) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
            conditions([
              maxEpochs(100), maxSteps(5000000000), maxDuration('4h'),
              finishBy('06:00 Europe/Berlin'), target(metric: 'validation/accuracy', atLeast: 0.97),
              lossBelow(0.1), earlyStopping('validation/loss'), gradientBelow(0.001), gradientChangeBelow(0.01),
              plateau(metric: 'train/loss', deviation: 0.005), diverged(), overfitting(0.2),
              behindReference(metric: 'validation/loss', reference: '../best/events.jsonl'),
              unreachable(metric: 'validation/accuracy', atLeast: 0.97, within: '50'), milestone('5, 10'),
              allOf([lossBelow(0.1), maxEpochs(7)]), anyOf([lossBelow(0.1)]),
              atLeastOf(count: 1, rules: [lossBelow(0.1), maxEpochs(8)]),
              score(weights: ['validation/accuracy': 0.7, 'validation/loss': -0.3], atLeast: 0.9),
              custom(part: 'in-a-row', options: [metric: 'validation/accuracy', atLeast: 0.9, epochs: 3, strict: true])
            ])
            """, true));

        jenkins.buildAndAssertSuccess(job);

        assertThat(read(ConditionsStep.given, directory)).isEqualTo(read(StopConditions.least(), directory));
    }

    static List<StopRule> read(List<StopCondition> rules, Path directory) throws SpecException {
        SpecOverride overlay = SpecOverride.step(Map.of("stopWhen", specifications(rules)));
        return SpecReader.withoutFiles().readRules(List.of(overlay), directory, Optional.empty());
    }

    private static List<Map<String, Object>> specifications(List<StopCondition> rules) {
        return rules.stream().map(StopCondition::toSpecification).toList();
    }

    private static List<Descriptor<StopCondition>> descriptors() {
        return List.copyOf(jenkins.jenkins.getDescriptorList(StopCondition.class));
    }

    /** A step with nothing but rules, which it remembers. */
    public static final class ConditionsStep extends Step {
        static List<StopCondition> given = List.of();

        private final List<StopCondition> stopWhen;

        @DataBoundConstructor
        public ConditionsStep(List<StopCondition> stopWhen) {
            this.stopWhen = new ArrayList<>(stopWhen);
        }

        public List<StopCondition> getStopWhen() {
            return stopWhen;
        }

        @Override
        public StepExecution start(StepContext context) {
            return StepExecutions.synchronousVoid(context, own -> given = stopWhen);
        }

        /** Makes the step known in tests. */
        @TestExtension
        public static final class DescriptorImpl extends StepDescriptor {
            @Override
            public String getFunctionName() {
                return "conditions";
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of(TaskListener.class);
            }
        }
    }
}
