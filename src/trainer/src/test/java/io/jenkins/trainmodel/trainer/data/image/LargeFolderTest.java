package io.jenkins.trainmodel.trainer.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.source.SampleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders whose decoded images are more than memory holds: 32 of 40,000 bytes. */
class LargeFolderTest {
    private static final int IMAGES = 32;
    private static final long ENOUGH = 1 << 30;
    private static final long FOR_TWO = 2_300_000;
    private static final long FOR_NONE = 1 << 20;

    @TempDir
    private Path folder;

    private ImageFiles images;

    @BeforeEach
    void write() throws IOException {
        images = new ImageFiles(folder);
        for (int number = 0; number < IMAGES; number++) {
            images.write((number % 2 == 0 ? "even/" : "odd/") + number, "png", Pictures.noise(3 + number, 5));
        }
    }

    private LoadedData load(long budget) {
        return new ImageData(images.spec(200, 200, true), LoadProgress.NONE, new MemoryBudget(budget))
                .load(1, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(longs = {FOR_TWO, FOR_NONE})
    void shouldTrainOnTheSameBitsWhateverFits(long budget) {
        LoadedData small = load(budget);
        LoadedData large = load(ENOUGH);

        assertThat(small.train().isCostly()).isTrue();
        assertThat(large.train().isCostly()).isFalse();
        assertThat(small.fingerprint()).isEqualTo(large.fingerprint());
        assertThat(SampleReader.all(small)).isEqualTo(SampleReader.all(large));
        assertThat(batches(small)).isEqualTo(batches(large)).hasSizeGreaterThan(3);
        assertThat(small.warnings()).anyMatch(warning -> warning.contains("are decoded anew in every epoch"));
        assertThat(large.warnings()).isEmpty();
    }

    /** An epoch as it is trained, filled ahead on all cores. */
    private static List<List<Float>> batches(LoadedData data) {
        List<List<Float>> batches = new ArrayList<>();
        BatchBuffers buffers = new BatchBuffers(data.train(), 5, 2);
        try (BatchLoader loader =
                new BatchLoader(data.train(), buffers, data.train().order(7, 3), 0)) {
            loader.forEachRemaining(batch -> {
                batches.add(values(batch));
                batch.close();
            });
        }
        return batches;
    }

    private static List<Float> values(Batch batch) {
        List<Float> values = new ArrayList<>();
        while (batch.features().hasRemaining()) {
            values.add(batch.features().getFloat());
        }
        while (batch.labels().hasRemaining()) {
            values.add((float) batch.labels().getLong());
        }
        return values;
    }

    @Test
    void shouldNotTrainOnAnImageThatHasBecomeAnother() throws IOException {
        LoadedData data = load(FOR_NONE);
        images.write("odd/1", "png", Pictures.filled(0, 9));

        assertThatThrownBy(() -> batches(data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1.png: the image has changed while the run was using it");
    }

    @Test
    void shouldNameAnImageThatIsGone() throws IOException {
        LoadedData data = load(FOR_NONE);
        for (int number = 1; number < IMAGES; number += 2) {
            Files.delete(folder.resolve("odd/" + number + ".png"));
        }

        assertThatThrownBy(() -> batches(data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(".png: the image cannot be read any more");
    }
}
