package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.model.LoraSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoraSpecTest {
    private static final String TUNING = """
            data: {type: csv, path: digits.csv, label: digit}
            model: {type: package, path: runs/digits}
            training: {lora: {}}
            stopWhen: [{maxEpochs: 3}]
            """;

    @Test
    void shouldTakeTheDefaultsOfPeft() throws Exception {
        TrainingSpec spec = SpecTexts.read(TUNING);

        assertThat(spec.training().lora()).contains(new LoraSpec(8, 8, List.of(), 0));
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
    }

    @Test
    void shouldKeepWhatIsGiven() throws Exception {
        TrainingSpec spec = SpecTexts.read(
                TUNING, "training.lora={rank: 4, alpha: 32, targets: ['c_attn', '*.mlp.*'], dropout: 0.1}");

        assertThat(spec.training().lora()).contains(new LoraSpec(4, 32, List.of("c_attn", "*.mlp.*"), 0.1));
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
        assertThat(SpecTexts.read(TUNING, "training.lora=null").training().lora())
                .isEmpty();
    }

    @Test
    void shouldRefuseAdaptersOfRandomParametersUnlessARunBeginsWithOthers() throws Exception {
        assertThat(SpecTexts.problems(TUNING, "model=mlp"))
                .singleElement()
                .asString()
                .contains(
                        "training.lora: found low-rank adapters of a network that begins with random parameters, which would"
                                + " stay random; allowed: a model to adapt, as model: {type: package} or {type: huggingface}, or"
                                + " warmStart: parameters");
        assertThat(SpecTexts.problems(TUNING, "model=mlp", "reference=before", "warmStart=parameters"))
                .isEmpty();
    }

    @Test
    void shouldRefuseAdaptersBesideTheStateOfAnOptimizer() throws Exception {
        assertThat(SpecTexts.problems(TUNING, "model=mlp", "reference=before", "warmStart=everything"))
                .singleElement()
                .asString()
                .contains("found low-rank adapters beside warmStart: everything; allowed: warmStart: parameters, or no"
                        + " adapters");
    }

    @Test
    void shouldNotLetARunGoOnWithOtherAdapters() throws Exception {
        assertThat(SpecChanges.between(SpecTexts.read(TUNING), SpecTexts.read(TUNING, "training.lora.rank=2")))
                .containsExactly(new SpecChanges.Change("training.lora.rank", "8", "2", false));
        assertThat(SpecChanges.between(SpecTexts.read(TUNING), SpecTexts.read(TUNING, "training.lora=null")))
                .isNotEmpty()
                .noneMatch(SpecChanges.Change::allowedOnResume);
    }
}
