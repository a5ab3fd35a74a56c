package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.trainmodel.rules.StopCondition;
import io.jenkins.plugins.trainmodel.step.TrainModelBuilder;
import io.jenkins.plugins.trainmodel.step.TrainModelStep;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms in which people describe a training, filled in by mouse and keys. */
class FormBrowserITest extends JenkinsBrowserTest {
    /** Rule, field, what is wrong there, and what is right. */
    private static final String FIELDS = """
            Maximum of epochs | epochs | 0 | 12
            Maximum of optimizer steps | steps | 0 | 5000000000
            Maximum of training time | duration | five | 4h
            Finished by a time of day | deadline | 06:00 Europe/Berlni | 06:00 Europe/Berlin
            Milestone | epochs | 5, x | 5, 10
            Target reached | atLeast | high | 0.97
            Target reached | atMost | low |
            Target reached | smooth | 0 | 3
            Training loss below | value | low | 0.1
            Early stopping | metric | gradient/norm | validation/loss
            Early stopping | patience | -1 | 5
            Early stopping | minDelta | -1 | 0.1
            Early stopping | baseline | low | 0.5
            Early stopping | startEpoch | 0 | 2
            Early stopping | smooth | 0 | 3
            Gradient norm below | norm | 0 | 0.001
            Gradient norm below | patience | 0 | 3
            Change of the gradient norm below | relative | 0 | 0.01
            Change of the gradient norm below | window | 1 | 4
            Plateau | deviation | 0 | 0.005
            Plateau | window | 1 | 20
            Plateau | startEpoch | 0 | 4
            Plateau | smooth | 0 | 2
            Diverged | lossAbove | high | 100
            Diverged | gradientAbove | high | 1e6
            Overfitting | gap | -1 | 0.2
            Overfitting | patience | 0 | 4
            Behind another run | metric | gradient/norm | validation/loss
            Behind another run | slack | -1 | 0.1
            Behind another run | smooth | 0 | 4
            Target out of reach | atLeast | high | 0.97
            Target out of reach | atMost | low |
            Target out of reach | within | never | 2h
            Target out of reach | smooth | 0 | 5
            At least some of these rules | count | 0 | 1
            Weighted sum of metrics | weightLines | validation/accuracy: much | validation/accuracy: 1
            Weighted sum of metrics | atLeast | high | 0.9
            """;

    private TrainingForm form;

    @BeforeEach
    void configure() throws Exception {
        form = new TrainingForm(open(job.getUrl() + "configure", 1280));
        form.add("builder", "Train a model");
        form.page().await("!!document.querySelector('[name=\"_.spec\"]')");
    }

    private TrainModelStep saved() {
        form.press("Submit");
        form.page().await("!location.pathname.includes('configure')");
        return job.getBuildersList().get(TrainModelBuilder.class).getStep();
    }

    private static List<Map<String, Object>> rules(TrainModelStep step) {
        return step.getStopWhen().stream().map(StopCondition::toSpecification).toList();
    }

    @Test
    void shouldBlameNobodyBeforeAPersonHasTyped() throws Exception {
        List<String> rules = form.offered("stopWhen");
        assertThat(rules).hasSize(20).contains("Early stopping", "Target reached");

        rules.forEach(rule -> form.add("stopWhen", rule));
        form.expand();

        assertThat(form.errors()).isEmpty();
        assertThat(form.said("spec")).isEqualTo("Needed: a path in the workspace, such as train.yaml");
        assertThat(form.said("metric")).startsWith("Needed: ");
        picture(form.page(), "form");
        assertQuiet(form.page());
    }

    @Test
    void shouldSuggestTheMetricsThatRunsProduce() {
        form.add("stopWhen", "Target reached");
        form.page().click("[name='_.metric']");
        form.page().await(TrainingForm.SUGGESTIONS + ".includes('validation/accuracy')");

        form.page().type("[name='_.metric']", "validation/l");
        form.page().await(TrainingForm.SUGGESTIONS + ".join() === 'validation/loss'");
        form.choose("validation/loss");

        assertThat(form.value("metric")).isEqualTo("validation/loss");
        form.awaitSaid("metric", "");
        assertQuiet(form.page());
    }

    @Test
    void shouldCheckEveryFieldOfTheStepAsItIsTyped() {
        form.expand();

        assertCorrected("setLines", "batch 64", "training.batchSize=64", "allowed: a key, an equals sign and a value");
        assertCorrected("grace", "five", "5m", "allowed: a duration such as 90s");
        assertCorrected("out", "../x", "runs/x", "the workspace");
        assertCorrected("java", "jdk99", "$JDK", "there is no JDK tool");
    }

    private void assertCorrected(String field, String wrong, String right, String words) {
        form.write(field, wrong);
        form.awaitError(field, words);
        form.write(field, right);
        form.awaitSaid(field, "");
        assertThat(form.errors()).isEmpty();
        assertQuiet(form.page());
    }

    @Test
    void shouldCheckEveryFieldOfEveryRuleAsItIsTyped() {
        String added = "";
        for (String line : FIELDS.lines().toList()) {
            String[] field = line.split(" *[|] *", -1);
            if (!field[0].equals(added)) {
                added = field[0];
                form.add("stopWhen", added);
            }
            assertCorrected(field[1], field[2], field[3], "allowed: ");
        }
    }

    @Test
    void shouldKeepTheRulesThatAreLeftAndWhatIsSet() {
        form.write("spec", "train.yaml");
        form.write("setLines", "training.batchSize=64\nseed=7");
        form.add("stopWhen", "Training loss below");
        form.write("value", "0.1");
        form.add("stopWhen", "Early stopping");
        form.write("metric", "validation/loss");
        form.write("patience", "5");
        form.add("stopWhen", "Diverged");
        form.remove("Training loss below");

        TrainModelStep step = saved();

        assertThat(step.getSpec()).isEqualTo("train.yaml");
        assertThat(step.getSetLines()).isEqualTo("training.batchSize=64\nseed=7");
        assertThat(rules(step)).hasSize(2);
        assertThat(rules(step).get(0)).containsOnlyKeys("earlyStopping");
        assertThat(rules(step).get(0).get("earlyStopping")).asString().contains("patience=5");
        assertThat(rules(step).get(1)).containsOnlyKeys("diverged");
    }

    @Test
    void shouldSaveAFormThatIsNotCompleteYet() {
        form.offered("stopWhen").forEach(rule -> form.add("stopWhen", rule));

        assertThat(rules(saved())).hasSize(20);
    }

    @Test
    void shouldWriteAStepInTheGeneratorOfPipelineSyntax() throws Exception {
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class);
        form = new TrainingForm(open(pipeline.getUrl() + "pipeline-syntax/", 1280));
        form.select("trainModel: Train a model");
        form.write("spec", "train.yaml");
        form.write("setLines", "training.batchSize=64");
        form.add("stopWhen", "Target reached");
        form.write("metric", "validation/accuracy");
        form.write("atLeast", "0.97");

        form.page().click("#generatePipelineScript");

        form.page().await("document.getElementById('prototypeText').value !== ''");
        assertThat(form.page()
                        .ask("document.getElementById('prototypeText').value")
                        .asText())
                .isEqualTo("trainModel set: [training: [batchSize: '64']], spec: 'train.yaml', "
                        + "stopWhen: [target(atLeast: 0.97, metric: 'validation/accuracy')]");
        picture(form.page(), "snippet");
        // What Jenkins itself says of the menu of steps.
        assertThat(form.page().problems()).allMatch(one -> one.contains("renderOnDemandCallback"));
    }
}
