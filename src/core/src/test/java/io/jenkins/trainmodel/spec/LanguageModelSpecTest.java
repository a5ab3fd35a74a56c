package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications of language models, data of the type text included. */
class LanguageModelSpecTest {
    private static final String TEXT = """
            data: {type: text, path: corpus.txt, context: 64}
            model: {type: gpt, layers: 2, heads: 4, width: 64}
            stopWhen:
              - maxSteps: 500
              - target: {metric: validation/loss, atMost: 1.5}
            """;

    @Test
    void shouldFillInWhatAGptNeeds() throws Exception {
        TrainingSpec spec = SpecTexts.read(TEXT, "stopWhen.1.target.metric=validation/perplexity");

        assertThat(spec.model().options())
                .containsEntry("layers", 2)
                .containsEntry("dropout", 0.0)
                .containsEntry("position", "learned")
                .containsEntry("activation", "gelu")
                .containsEntry("tieWeights", true);
        assertThat(spec.training().metrics()).containsExactly("perplexity", "bitsPerByte", "accuracy");
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
    }

    @Test
    void shouldReadATokenizerOfAFileOrOfTheModelsDirectory() throws Exception {
        TrainingSpec own = SpecTexts.read(TEXT, "data.tokenizer={type: huggingface, path: tokens, endOfText: </s>}");
        TrainingSpec models =
                SpecTexts.read(TEXT, "data.tokenizer=huggingface", "model={type: huggingface, path: models/gpt2}");

        assertThat(((Text) own.data()).tokenizer().orElseThrow())
                .isInstanceOfSatisfying(TokenizerSpec.HuggingFace.class, file -> {
                    assertThat(file.path().orElseThrow()).hasFileName("tokens");
                    assertThat(file.endOfText()).contains("</s>");
                });
        assertThat(SpecTexts.read(SpecWriter.toText(own))).isEqualTo(own);
        assertThat(((Text) models.data()).tokenizer())
                .contains(new TokenizerSpec.HuggingFace(Optional.empty(), Optional.empty()));
        assertThat(SpecTexts.problems(TEXT, "data.tokenizer=huggingface"))
                .singleElement()
                .asString()
                .contains("found a tokenizer of the type huggingface without path; allowed: its path: the file"
                        + " tokenizer.json");
    }

    @Test
    void shouldTakeBytesUnlessAModelThatTheRunBeginsWithMayKnowBetter() throws Exception {
        TrainingSpec drawn = SpecTexts.read(TEXT, "data.tokenizer=null");
        TrainingSpec begun = SpecTexts.read(TEXT, "data.tokenizer=null", "model={type: package, path: models/night}");

        assertThat(((Text) drawn.data()).tokenizer()).contains(new TokenizerSpec.Bytes());
        assertThat(((Text) begun.data()).tokenizer()).isEmpty();
        assertThat(SpecTexts.read(SpecWriter.toText(begun))).isEqualTo(begun);
    }

    @Test
    void shouldKeepTextForATestThatGatesAlonePayHeedTo() throws Exception {
        String gate = "gates=[{metric: test/perplexity, atMost: 9}]";
        TrainingSpec share = SpecTexts.read(TEXT, "data.test=0.1", gate);
        TrainingSpec file =
                SpecTexts.read(TEXT, "data.testPath=later/*.txt", "data.validation=0.9", "data.test=0.9", gate);

        assertThat(((Text) share.data()).test()).contains(0.1);
        assertThat(SpecTexts.read(SpecWriter.toText(share))).isEqualTo(share);
        assertThat(((Text) file.data()).testPath().orElseThrow()).hasFileName("*.txt");
        assertThat(SpecTexts.read(SpecWriter.toText(file))).isEqualTo(file);
        assertThat(SpecTexts.problems(TEXT, gate))
                .singleElement()
                .asString()
                .contains("the metric `test/perplexity`, and the data keeps no samples for a test");
        assertThat(SpecTexts.problems(TEXT, "data.test=0.1", "training.metrics=[accuracy]", gate))
                .singleElement()
                .asString()
                .contains("the metric `test/perplexity`, which is not measured", "test/loss, test/accuracy");
        assertThat(SpecTexts.problems(TEXT, "data.test=0.5", "data.validation=0.5"))
                .singleElement()
                .asString()
                .contains("found with validation all of the samples");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2-small", "gpt2-medium", "gpt2-large", "gpt2-xl"})
    void shouldKnowTheSizesOfGpt2(String type) throws Exception {
        TrainingSpec spec = SpecTexts.read(TEXT, "model={type: " + type + ", dropout: 0.1}");

        assertThat(spec.model().type()).isEqualTo(type);
        assertThat(spec.model().options()).containsOnlyKeys("dropout", "position", "activation", "tieWeights");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            model              | mlp        | found mlp for data of the type text; allowed: a language model, such as type: gpt
            model.heads        | 5          | model.width: found a width of 64 for 5 heads; allowed: a multiple of 5, such as 60
            model.layers       | 0          | found `0`; allowed: a whole number from 1 to 1000
            model.position     | absolute   | found `absolute`; allowed: learned, rotary
            model.activation   | relu       | found `relu`; allowed: gelu, geluTanh, swiglu
            training.metrics   | [f1]       | found `f1`, which is no metric of a language model; allowed: perplexity, bitsPerByte, accuracy
            training.labelSmoothing | 0.1   | found label smoothing in a language model; allowed: 0
            training.classWeights | balanced | found class weights in a language model; allowed: none
            training.tokensPerStep | 5000      | found 5000 tokens a step with 2048 in a batch; allowed: a multiple of 2048, such as 4096
            training           | {batchSize: auto, tokensPerStep: 100} | found 100 tokens a step with 64 in a batch; allowed: a multiple of 64, such as 64
            training.tokensPerStep | 64        | found 64 tokens a step with 2048 in a batch; allowed: a multiple of 2048, such as 2048
            checkpoint.metric  | validation/f1 | found the metric `validation/f1`, which is not measured
            """)
    void shouldSayWhatIsWrong(String key, String value, String expected) {
        assertThat(SpecTexts.problems(TEXT, key + "=" + value))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @Test
    void shouldLetARunGoOnWithBlocksComputedAgain() throws Exception {
        TrainingSpec spec = SpecTexts.read(TEXT, "training.activationCheckpointing=true");

        assertThat(spec.training().activationCheckpointing()).isTrue();
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
        assertThat(SpecChanges.between(SpecTexts.read(TEXT), spec))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.key()).isEqualTo("training.activationCheckpointing");
                    assertThat(change.allowedOnResume()).isTrue();
                });
    }

    @Test
    void shouldReckonHowManyBatchesAStepHas() throws Exception {
        TrainingSpec spec = SpecTexts.read(TEXT, "training.tokensPerStep=8192");

        assertThat(spec.batchesPerStep()).isEqualTo(4);
        assertThat(SpecTexts.read(TEXT).batchesPerStep()).isEqualTo(1);
        assertThat(SpecTexts.read(TEXT, "training.accumulate=3").batchesPerStep())
                .isEqualTo(3);
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
    }

    @Test
    void shouldRefuseTokensOfAStepWhereTheyCannotBe() {
        assertThat(SpecTexts.problems(TEXT, "training={accumulate: 4, tokensPerStep: 8192}"))
                .singleElement()
                .asString()
                .contains("training.accumulate: found both of accumulate and tokensPerStep; allowed: one of them");
        assertThat(SpecTexts.problems(SpecTexts.SHORT, "training.tokensPerStep=8192"))
                .singleElement()
                .asString()
                .contains("found tokens of a step for data that is no text; allowed: accumulate, or data of the type");
    }

    @Test
    void shouldTakePromptsThatOnlyALanguageModelGoesOnFrom() throws Exception {
        String prompts = "reporting={samples: ['Once upon', 'the '], sampleTokens: 50}";

        assertThat(SpecTexts.read(TEXT, prompts).reporting().samples()).containsExactly("Once upon", "the ");
        assertThat(SpecTexts.problems(SpecTexts.SHORT, prompts))
                .singleElement()
                .asString()
                .contains("reporting.samples: found prompts for a network that writes no text");
    }

    @Test
    void shouldRefuseOtherDataForALanguageModel() {
        assertThat(SpecTexts.problems(SpecTexts.SHORT, "model=gpt"))
                .isEqualTo(List.of("--set model: model: found gpt for data that is no text; allowed: data of the type"
                        + " text, or another model"));
    }

    @Test
    void shouldWantAnEvenWidthOfHeadsThatTurn() {
        assertThat(SpecTexts.problems(TEXT, "model.width=12", "model.position=rotary"))
                .singleElement()
                .asString()
                .contains("a width of 12 for 4 heads with rotary positions; allowed: a multiple of 8, such as 8");
    }
}
