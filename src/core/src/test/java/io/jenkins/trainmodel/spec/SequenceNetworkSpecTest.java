package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications of networks that read sequences. */
class SequenceNetworkSpecTest {
    private static final String ROWS = SpecTexts.SHORT + "\n";

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru"})
    void shouldFillInWhatARecurrentNetworkNeeds(String type) throws Exception {
        TrainingSpec spec =
                SpecTexts.read(ROWS, "data.shape=[8, 8]", "model={type: " + type + ", bidirectional: true}");

        assertThat(spec.model().type()).isEqualTo(type);
        assertThat(spec.model().options())
                .containsEntry("layers", 1)
                .containsEntry("width", 128)
                .containsEntry("bidirectional", true)
                .containsEntry("dropout", 0.0)
                .containsEntry("pool", "last");
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
    }

    @Test
    void shouldFillInWhatATransformerNeeds() throws Exception {
        TrainingSpec spec = SpecTexts.read(ROWS, "data.shape=[1, 8, 8]", "model=transformer");

        assertThat(spec.model().options())
                .containsEntry("layers", 2)
                .containsEntry("heads", 4)
                .containsEntry("width", 64)
                .containsEntry("dropout", 0.0)
                .containsEntry("position", "learned")
                .containsEntry("pool", "mean");
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
    }

    @ParameterizedTest(name = "{0}, data.shape={1}")
    @CsvSource(delimiter = '|', textBlock = """
            lstm                                              | []     | model: found lstm for samples that are no sequences; allowed: a shape of steps, features in the data, such as shape: [28, 28]
            gru                                               | [64]   | model: found gru for samples that are no sequences
            transformer                                       | [1, 1, 8, 8] | model: found transformer for samples that are no sequences
            {type: lstm, bidirectional: 2}                    | [8, 8] | model.bidirectional: found `2`
            {type: gru, pool: cls}                            | [8, 8] | model.pool: found `cls`; allowed: last, mean
            {type: lstm, heads: 2}                            | [8, 8] | model.heads: found an unknown key
            {type: transformer, heads: 3}                     | [8, 8] | model: found a width of 64 for 3 heads; allowed: a multiple of 3, such as 63
            {type: transformer, width: 12, position: rotary}  | [8, 8] | model.width: found a width of 12 for 4 heads with rotary positions; allowed: a multiple of 8, such as 8
            {type: transformer, width: 9, heads: 3, position: sinusoidal} | [8, 8] | model.width: found a width of 9 with sinusoidal positions; allowed: an even number
            {type: transformer, position: none}               | [8, 8] | model.position: found `none`; allowed: learned, sinusoidal, rotary
            """)
    void shouldSayWhatIsWrong(String model, String shape, String expected) {
        assertThat(SpecTexts.problems(ROWS, "data.shape=" + shape, "model=" + model))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @Test
    void shouldRefuseTextForANetworkOfNumbers() {
        assertThat(SpecTexts.problems("""
                        data: {type: text, path: corpus.txt}
                        model: lstm
                        stopWhen: [{maxEpochs: 1}]
                        """))
                .singleElement()
                .asString()
                .contains("found lstm for data of the type text; allowed: a language model");
    }
}
