package io.jenkins.trainmodel.trainer.data.image;

import static io.jenkins.trainmodel.trainer.data.image.Pictures.filled;
import static io.jenkins.trainmodel.trainer.data.image.Pictures.noise;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.features;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Samples as folders of images hold them. */
class ImageDataTest {
    @TempDir
    private Path folder;

    private ImageFiles images;

    @BeforeEach
    void chooseAFolder() {
        images = new ImageFiles(folder);
    }

    @ParameterizedTest
    @CsvSource({"png, 0.001", "bmp, 0.001", "gif, 0.05", "jpg, 0.05", "tif, 0.001"})
    void shouldReadEveryFormatAsChannelsOfRowsOfColumns(String format, float tolerance) throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            // of several sizes, since equal images stand on one side
            images.write("red/" + name, format, filled(0xFF0000, 16 + name.charAt(0) % 8));
            images.write("blue/" + name, format, filled(0x0000FF, 16 + name.charAt(0) % 8));
        }

        LoadedData data = load(images.spec(2, 3, false));

        assertThat(data.sampleShape()).containsExactly(3, 2, 3);
        assertThat(data.classNames()).containsExactly("blue", "red");
        assertThat(data.train().size() + data.validation().size()).isEqualTo(8);
        assertThat(data.validation().size()).isBetween(2, 6);
        List<Float> blue = features(data.validation(), 0);
        assertThat(blue.subList(0, 12)).allSatisfy(value -> assertThat(value).isCloseTo(0, within(tolerance)));
        assertThat(blue.subList(12, 18)).allSatisfy(value -> assertThat(value).isCloseTo(1, within(tolerance)));
    }

    @Test
    void shouldIgnoreWhatIsNoImageAndSaySo() throws IOException {
        images.fourImages();
        Files.writeString(folder.resolve("README.txt"), "about");
        Files.writeString(folder.resolve("one/notes.txt"), "about");
        Files.writeString(folder.resolve("one/.DS_Store"), "about");
        Files.createDirectories(folder.resolve("three"));

        LoadedData data = load(images.spec(4, 4, true));

        assertThat(data.classNames()).containsExactly("one", "two");
        assertThat(data.warnings()).hasSize(2);
        assertThat(data.warnings().get(0)).contains("2 files or folders that are no images");
        assertThat(data.warnings().get(1)).contains("no images in \"three\"");
    }

    @Test
    void shouldTellNamesApartThatAreNotAscii() throws IOException {
        for (String name : List.of("tür", "tör", "训练", "ton")) {
            images.write(name + "/a", "png", noise(4, 4));
            images.write(name + "/ü", "png", noise(4, 5));
        }

        assertThat(load(images.spec(4, 4, true)).classNames()).containsExactly("ton", "tör", "tür", "训练");
    }

    @Test
    void shouldGiveTheSameFingerprintForTheSameContentOnly() throws IOException {
        images.fourImages();
        String fingerprint = load(images.spec(4, 4, true)).fingerprint();

        assertThat(load(images.spec(2, 2, true)).fingerprint())
                .isEqualTo(fingerprint)
                .matches("[0-9a-f]{64}");
        Files.move(folder.resolve("one/a.png"), folder.resolve("one/c.png"));
        assertThat(load(images.spec(4, 4, true)).fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void shouldReportProgressInImages() throws IOException {
        images.fourImages();
        List<String> progress = new ArrayList<>();

        new Datasets(TestEngine.libraries(), (source, done, total) -> progress.add(done + "/" + total))
                .load(images.spec(4, 4, false), 1, Optional.empty());

        assertThat(progress).containsExactly("0/4", "4/4");
    }
}
