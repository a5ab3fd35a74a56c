package io.jenkins.trainmodel.trainer.data.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A window as it was measured: what the model sees of the first column, what it predicts, the naive forecast. */
record Window(List<Long> seen, List<Long> next, List<Long> naive) {
    static List<Window> windows(LoadedData data, Samples samples) {
        LabelScaling scaling = data.forecast().orElseThrow().scalings().get(0);
        int columns = data.sampleShape().get(1);
        int outputs = data.forecast().orElseThrow().outputs();
        List<Window> windows = new ArrayList<>();
        for (int sample = 0; sample < samples.size(); sample++) {
            ByteBuffer features = ByteBuffer.allocate(samples.featuresPerSample() * Float.BYTES);
            ByteBuffer labels = ByteBuffer.allocate(samples.labelBytes());
            samples.gather(new int[] {sample}, 0, 1, features, labels);
            assertThat(features.hasRemaining() || labels.hasRemaining()).isFalse();
            windows.add(new Window(
                    values(features.flip(), scaling, 0, samples.featuresPerSample(), columns),
                    values(labels.flip(), scaling, 0, outputs, 1),
                    values(labels, scaling, outputs, 2 * outputs, 1)));
        }
        return windows;
    }

    private static List<Long> values(ByteBuffer buffer, LabelScaling scaling, int from, int to, int step) {
        return IntStream.range(from, to)
                .filter(place -> (place - from) % step == 0)
                .mapToObj(place -> Math.round(scaling.undo(buffer.getFloat(place * Float.BYTES))))
                .toList();
    }
}
