package io.jenkins.trainmodel.trainer.data.image;

import static io.jenkins.trainmodel.trainer.data.image.Pictures.encode;
import static io.jenkins.trainmodel.trainer.data.image.Pictures.noise;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.load;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with folders of images, said so that people find it. */
class ImageProblemsTest {
    @TempDir
    private Path folder;

    private ImageFiles images;

    @BeforeEach
    void chooseAFolder() {
        images = new ImageFiles(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
    void shouldNameAnImageThatIsCutOff(String format) throws IOException {
        images.fourImages();
        byte[] whole = encode(noise(64, 64), format);

        for (int part = 0; part < 10; part++) {
            Files.write(folder.resolve("one/broken." + format), Arrays.copyOf(whole, whole.length * part / 10));
            assertThat(problems(images.spec(4, 4, false)))
                    .as("%d tenths of it", part)
                    .singleElement()
                    .asString()
                    .contains("broken." + format, "replace, convert or remove it");
        }
    }

    @Test
    void shouldLeaveOutAsManyDamagedImagesAsMayBeAndNameTheFirstOnes() throws IOException {
        images.fourImages();
        String whole = load(images.skipping(2)).fingerprint();
        Files.write(folder.resolve("one/aa.png"), new byte[] {1, 2, 3});
        Files.write(folder.resolve("two/zz.jpg"), new byte[0]);

        LoadedData data = load(images.skipping(2));

        assertThat(data.train().size() + data.validation().size()).isEqualTo(4);
        assertThat(data.classCounts()).hasSize(2);
        assertThat(data.train().place(0).orElseThrow().name()).matches("(one|two)/[ab]\\.png");
        assertThat(data.warnings())
                .contains(folder + ": 2 bad records were left out, of 2 that may be")
                .anyMatch(warning -> warning.contains("one/aa.png: the image cannot be read"))
                .anyMatch(warning -> warning.contains("two/zz.jpg: the image cannot be read"));
        assertThat(load(images.skipping(2)).fingerprint())
                .isEqualTo(data.fingerprint())
                .isNotEqualTo(whole);
        assertThat(problems(images.skipping(1))).last().asString().contains("more than 1 bad records");
        assertThat(problems(images.spec(4, 4, false))).hasSize(2);
    }

    @Test
    void shouldSayThatNoImageIsLeft() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        Files.write(folder.resolve("one/aa.png"), new byte[] {1, 2, 3});

        assertThat(problems(images.skipping(5))).singleElement().asString().contains("none of the images can be read");
    }

    @Test
    void shouldSayThatHalfAPngIsCutOff() throws IOException {
        images.fourImages();
        byte[] whole = encode(noise(64, 64), "png");
        Files.write(folder.resolve("one/half.png"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(problems(images.spec(4, 4, false)))
                .singleElement()
                .asString()
                .contains("half.png", "is cut off");
    }

    @Test
    void shouldSayThatAnImageIsEmpty() throws IOException {
        images.fourImages();
        Files.write(folder.resolve("one/none.png"), new byte[0]);

        assertThat(problems(images.spec(4, 4, false)))
                .singleElement()
                .asString()
                .contains("none.png", "the file is empty");
    }

    @Test
    void shouldReportAllDamagedImagesAtOnce() throws IOException {
        images.fourImages();
        Files.writeString(folder.resolve("one/text.png"), "no image");
        Files.writeString(folder.resolve("two/text.jpg"), "no image");

        assertThat(problems(images.spec(4, 4, false)))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("its content is no image in a known format"));
    }

    @Test
    void shouldRefuseHostileDimensionsBeforeDecoding() throws IOException {
        images.fourImages();
        Files.write(folder.resolve("one/bomb.png"), pngHeader(60_000, 60_000));

        assertThat(problems(images.spec(4, 4, false)))
                .singleElement()
                .asString()
                .contains("bomb.png", "60000×60000 pixels");
        Files.write(folder.resolve("one/bomb.png"), pngHeader(1, 49_000_000));
        assertThat(problems(images.spec(4, 4, false)))
                .singleElement()
                .asString()
                .contains("too high to be resized");
    }

    @Test
    void shouldRefuseFoldersWithoutImagesAndWithOneClass() throws IOException {
        assertThat(problems(images.spec(4, 4, false)))
                .singleElement()
                .asString()
                .contains("no images", "one sub-folder a class");
        images.write("only/a", "png", noise(2, 2));
        images.write("only/b", "png", noise(2, 2));
        assertThat(problems(images.spec(4, 4, false)))
                .singleElement()
                .asString()
                .contains("all 2 samples", "\"only\"");
        Path missing = folder.resolve("missing");
        assertThat(problems(new DataSpec.ImageFolder(
                        missing,
                        4,
                        4,
                        false,
                        0.2,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .singleElement()
                .asString()
                .contains("does not exist");
    }

    private static byte[] pngHeader(int width, int height) {
        ByteBuffer chunk = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        chunk.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array());
        ByteBuffer file =
                ByteBuffer.allocate(64).putLong(0x89504E470D0A1A0AL).putInt(13).put(chunk.array());
        return file.putInt((int) checksum.getValue()).array();
    }
}
