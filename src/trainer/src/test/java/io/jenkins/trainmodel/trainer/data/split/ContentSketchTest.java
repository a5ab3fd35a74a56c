package io.jenkins.trainmodel.trainer.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.trainer.data.random.Sampler;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ContentSketchTest {
    @Test
    void shouldTellExactlyWhichOfFewSamplesWereLearned() {
        ContentSketch sketch = ContentSketch.of(contents(0, 100), Sampler.inSequence(80));

        assertThat(sketch.shareOf(contents(0, 80))).hasValue(1);
        assertThat(sketch.shareOf(contents(80, 100))).hasValue(0);
        assertThat(sketch.shareOf(contents(70, 90)).orElseThrow()).isEqualTo(0.5);
    }

    @Test
    void shouldEstimateTheShareOfManySamples() {
        ContentSketch sketch = ContentSketch.of(contents(0, 100_000), Sampler.inSequence(100_000));

        assertThat(sketch.smallest()).hasSize(1024).isSorted();
        assertThat(sketch.shareOf(contents(90_000, 190_000)).orElseThrow()).isCloseTo(0.1, within(0.04));
        assertThat(sketch.shareOf(contents(200_000, 220_000))).hasValue(0);
    }

    @Test
    void shouldBeTheSameAfterItWasWrittenAndRead() {
        ContentSketch sketch =
                ContentSketch.of(contents(0, 3000), IntStream.range(5, 2000).toArray());

        assertThat(ContentSketch.ofText(sketch.toText()).smallest()).isEqualTo(sketch.smallest());
        assertThatThrownBy(() -> ContentSketch.ofText("no Base64!")).isInstanceOf(IllegalArgumentException.class);
    }

    private static long[] contents(int from, int to) {
        return LongStream.range(from, to).map(SplitMix64::mix).toArray();
    }
}
