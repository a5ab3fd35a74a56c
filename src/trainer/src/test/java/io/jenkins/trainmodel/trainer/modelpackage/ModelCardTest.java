package io.jenkins.trainmodel.trainer.modelpackage;

import static io.jenkins.trainmodel.trainer.modelpackage.PackageSamples.content;
import static io.jenkins.trainmodel.trainer.modelpackage.PackageSamples.training;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model says of itself to people. */
class ModelCardTest {
    @TempDir
    Path folder;

    @Test
    void shouldTellPeopleInTheCardWhatTheyNeed() throws IOException {
        Path model = folder.resolve("model");
        ModelPackageWriter.write(model, content(1), written -> {});

        String card = Files.readString(model.resolve("README.md"));

        assertThat(card)
                .startsWith("---\nlibrary_name: pytorch\npipeline_tag: tabular-classification\n")
                .contains("\n# digits\n")
                .contains("17,226 parameters", "2 classes", "`[3]`", "12 epochs (540 steps, 0:01:23 of training time)")
                .contains("1,437 samples for training, 360 for validation", "ab".repeat(32))
                .contains("| 1 | dog | 700 |")
                .contains("| `validation/accuracy` | 0.972222 | 0.950000 | 0.333333 (epoch 4) |")
                .contains("| `train/loss` | – | NaN | – |")
                .contains("earlyStopping fired", "Outcome: success.")
                .contains("torch.jit.load(\"model.pt\")", ".reshape(-1, 3)")
                .contains("new Shape(1, 3)", "softmax(1)")
                .contains("under which licence")
                .doesNotContain("learningRate");
    }

    @Test
    void shouldWriteFrontMatterThatIsValidYamlWhateverTheNames() {
        String name = "evil: \"name\"\n---\n<script> | `x` \\ \u0007";

        String card = new ModelCard(PackageSamples.content(1, training(name, List.of("a|b", "<b>")))).text();

        String yaml = card.substring(4, card.indexOf("\n---\n", 4) + 1);
        Map<String, Object> head = new org.yaml.snakeyaml.Yaml().load(yaml);
        assertThat(head).containsKeys("library_name", "pipeline_tag", "tags", "model-index");
        assertThat(head.get("model-index").toString()).contains(name, "validation/accuracy", "0.9722222222222222");
        assertThat(head.get("model-index").toString()).doesNotContain("validation/loss");
        assertThat(card.substring(yaml.length()))
                .doesNotContain("<script>")
                .doesNotContain("<b>")
                .contains("a\\|b");
    }

    @Test
    void shouldCountStepsWhereNoEpochWasComplete() {
        assertThat(new ModelCard(PackageSamples.content(1, PackageSamples.ofSteps(6))).text())
                .contains("0 epochs (6 steps, 0:00:02 of training time); the parameters are those after step 6.")
                .contains("| metric | this model (step 6) |")
                .contains("maxSteps: step 6 of 6 is complete. Outcome: success.");
    }

    @Test
    void shouldSayWhichModelItGoesOnFrom() {
        assertThat(new ModelCard(PackageSamples.content(
                                1, PackageSamples.wentOn("parameters", List.of("fc.weight"), List.of("conv.weight"))))
                        .text())
                .contains("## Where it comes from", "the parameters of nightly \\#41 (run `run-0`)", "after epoch 7")
                .contains("9 parameters and buffers", "Begun anew: `fc.weight`.", "Left as they were: `conv.weight`.");
        assertThat(new ModelCard(PackageSamples.content(1, PackageSamples.wentOn("none", List.of(), List.of()))).text())
                .contains("parameters of its own and was compared with");
    }

    @Test
    void shouldCountTheStepsOfTheRunWhoseOptimizerItGoesOnWith() {
        assertThat(PackageSamples.wentOn("everything", List.of(), List.of()).steps())
                .isEqualTo(320 + 180);
        assertThat(PackageSamples.wentOn("parameters", List.of(), List.of()).steps())
                .isEqualTo(180);
    }

    @Test
    void shouldDescribeARegression() {
        assertThat(new ModelCard(PackageSamples.content(1, training("prices", List.of()))).text())
                .contains("pipeline_tag: tabular-regression", "predicts a number")
                .doesNotContain("softmax")
                .doesNotContain("| output |");
    }
}
