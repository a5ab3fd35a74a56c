package io.jenkins.trainmodel.trainer.data.image;

import static io.jenkins.trainmodel.trainer.data.source.SampleReader.features;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.load;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDataTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"png, 0.001", "bmp, 0.001", "gif, 0.05", "jpg, 0.05", "tif, 0.001"})
    void shouldReadEveryFormatAsChannelsOfRowsOfColumns(String format, float tolerance) throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            // of several sizes, since equal images stand on one side
            write("red/" + name, format, filled(0xFF0000, 16 + name.charAt(0) % 8));
            write("blue/" + name, format, filled(0x0000FF, 16 + name.charAt(0) % 8));
        }

        LoadedData data = load(spec(2, 3, false));

        assertThat(data.sampleShape()).containsExactly(3, 2, 3);
        assertThat(data.classNames()).containsExactly("blue", "red");
        assertThat(data.train().size() + data.validation().size()).isEqualTo(8);
        assertThat(data.validation().size()).isBetween(2, 6);
        List<Float> blue = features(data.validation(), 0);
        assertThat(blue.subList(0, 12)).allSatisfy(value -> assertThat(value).isCloseTo(0, within(tolerance)));
        assertThat(blue.subList(12, 18)).allSatisfy(value -> assertThat(value).isCloseTo(1, within(tolerance)));
    }

    @Test
    void shouldResizeAsImageLibrariesDo() throws IOException {
        // reference: Pillow 13, Image.resize(…, BILINEAR), for pixels x * 20 + y * 7 in an 8 × 6 image; it rounds
        // to bytes between its two passes, which is worth 1 at most
        BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 8; x++) {
                image.getRaster().setSample(x, y, 0, x * 20 + y * 7);
            }
        }

        assertThat(distance(resized(image, 3, 3), PILLOW_3_3)).isLessThanOrEqualTo(1);
        assertThat(distance(resized(image, 9, 5), PILLOW_9_5)).isLessThanOrEqualTo(1);
        assertThat(resized(image, 6, 8)).startsWith(0, 20, 40).endsWith(135, 155, 175);
    }

    private static int distance(int[] left, int[] right) {
        assertThat(left).hasSameSizeAs(right);
        return IntStream.range(0, left.length)
                .map(index -> Math.abs(left[index] - right[index]))
                .max()
                .orElseThrow();
    }

    private static int[] resized(BufferedImage image, int height, int width) throws IOException {
        byte[] sample = new ImageDecoder(height, width, true).decode(encode(image, "png"));
        int[] values = new int[sample.length];
        Arrays.setAll(values, index -> sample[index] & 0xFF);
        return values;
    }

    @Test
    void shouldTakeGrayAsItIsAndTurnColoursIntoGray() throws IOException {
        BufferedImage gray = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setSample(0, 0, 0, 100);
        BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 100 * 257);
        BufferedImage green = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        green.setRGB(0, 0, 0x8000FF00);

        assertThat(new ImageDecoder(1, 1, true).decode(encode(gray, "png"))).containsExactly(100);
        assertThat(new ImageDecoder(1, 1, false).decode(encode(gray, "png"))).containsExactly(100, 100, 100);
        assertThat(new ImageDecoder(1, 1, true).decode(encode(deep, "png"))).containsExactly(100);
        assertThat(new ImageDecoder(1, 1, true).decode(encode(green, "png"))).containsExactly((byte) 150);
        assertThat(new ImageDecoder(1, 1, false).decode(encode(green, "png"))).containsExactly(0, -1, 0);
    }

    @Test
    void shouldIgnoreWhatIsNoImageAndSaySo() throws IOException {
        fourImages();
        Files.writeString(folder.resolve("README.txt"), "about");
        Files.writeString(folder.resolve("one/notes.txt"), "about");
        Files.writeString(folder.resolve("one/.DS_Store"), "about");
        Files.createDirectories(folder.resolve("three"));

        LoadedData data = load(spec(4, 4, true));

        assertThat(data.classNames()).containsExactly("one", "two");
        assertThat(data.warnings()).hasSize(2);
        assertThat(data.warnings().get(0)).contains("2 files or folders that are no images");
        assertThat(data.warnings().get(1)).contains("no images in \"three\"");
    }

    @Test
    void shouldTellNamesApartThatAreNotAscii() throws IOException {
        for (String name : List.of("tür", "tör", "训练", "ton")) {
            write(name + "/a", "png", noise(4, 4));
            write(name + "/ü", "png", noise(4, 5));
        }

        assertThat(load(spec(4, 4, true)).classNames()).containsExactly("ton", "tör", "tür", "训练");
    }

    @Test
    void shouldGiveTheSameFingerprintForTheSameContentOnly() throws IOException {
        fourImages();
        String fingerprint = load(spec(4, 4, true)).fingerprint();

        assertThat(load(spec(2, 2, true)).fingerprint()).isEqualTo(fingerprint).matches("[0-9a-f]{64}");
        Files.move(folder.resolve("one/a.png"), folder.resolve("one/c.png"));
        assertThat(load(spec(4, 4, true)).fingerprint()).isNotEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
    void shouldNameAnImageThatIsCutOff(String format) throws IOException {
        fourImages();
        byte[] whole = encode(noise(64, 64), format);

        for (int part = 0; part < 10; part++) {
            Files.write(folder.resolve("one/broken." + format), Arrays.copyOf(whole, whole.length * part / 10));
            assertThat(problems(spec(4, 4, false)))
                    .as("%d tenths of it", part)
                    .singleElement()
                    .asString()
                    .contains("broken." + format, "replace, convert or remove it");
        }
    }

    @Test
    void shouldReportAllDamagedImagesAtOnce() throws IOException {
        fourImages();
        Files.writeString(folder.resolve("one/text.png"), "no image");
        Files.writeString(folder.resolve("two/text.jpg"), "no image");

        assertThat(problems(spec(4, 4, false)))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("its content is no image in a known format"));
    }

    @Test
    void shouldRefuseHostileDimensionsBeforeDecoding() throws IOException {
        fourImages();
        Files.write(folder.resolve("one/bomb.png"), pngHeader(60_000, 60_000));

        assertThat(problems(spec(4, 4, false))).singleElement().asString().contains("bomb.png", "60000×60000 pixels");
        Files.write(folder.resolve("one/bomb.png"), pngHeader(1, 49_000_000));
        assertThat(problems(spec(4, 4, false))).singleElement().asString().contains("too high to be resized");
    }

    @Test
    void shouldRefuseFoldersWithoutImagesAndWithOneClass() throws IOException {
        assertThat(problems(spec(4, 4, false)))
                .singleElement()
                .asString()
                .contains("no images", "one sub-folder a class");
        write("only/a", "png", noise(2, 2));
        write("only/b", "png", noise(2, 2));
        assertThat(problems(spec(4, 4, false))).singleElement().asString().contains("all 2 samples", "\"only\"");
        Path missing = folder.resolve("missing");
        assertThat(problems(new DataSpec.ImageFolder(
                        missing, 4, 4, false, 0.2, Optional.empty(), Optional.empty(), Optional.empty())))
                .singleElement()
                .asString()
                .contains("does not exist");
    }

    @Test
    void shouldSayHowMuchMemoryIsMissingBeforeDecoding() throws IOException {
        fourImages();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> new ImageData(spec(500, 500, false), LoadProgress.NONE, new MemoryBudget(1 << 20))
                                .load(1, Optional.empty())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("about 2.9 MiB")
                .hasMessageContaining("more heap");
    }

    @Test
    void shouldReportProgressInImages() throws IOException {
        fourImages();
        List<String> progress = new ArrayList<>();

        Datasets.load(spec(4, 4, false), 1, (source, done, total) -> progress.add(done + "/" + total));

        assertThat(progress).containsExactly("0/4", "4/4");
    }

    private DataSpec.ImageFolder spec(int height, int width, boolean grayscale) {
        return new DataSpec.ImageFolder(
                folder, height, width, grayscale, 0.25, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void fourImages() throws IOException {
        write("one/a", "png", noise(5, 7));
        write("one/b", "png", noise(6, 6));
        write("two/a", "png", noise(8, 3));
        write("two/b", "png", noise(2, 9));
    }

    private void write(String name, String format, BufferedImage image) throws IOException {
        Path file = folder.resolve(name + "." + format);
        Files.createDirectories(file.getParent());
        Files.write(file, encode(image, format));
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage filled(int colour, int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < size * size; pixel++) {
            image.setRGB(pixel % size, pixel / size, colour);
        }
        return image;
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int pixel = 0; pixel < width * height; pixel++) {
            image.setRGB(pixel % width, pixel / width, random.nextInt() & 0xFFFFFF);
        }
        return image;
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

    private static final int[] PILLOW_3_3 = {27, 75, 123, 40, 88, 136, 52, 100, 148};
    private static final int[] PILLOW_9_5 = {
        8, 39, 70, 101, 132, 12, 43, 74, 105, 136, 16, 47, 78, 109, 140, 21, 52, 83, 114, 145, 26, 57, 88, 119, 150, 30,
        61, 92, 123, 154, 35, 66, 97, 128, 159, 40, 71, 102, 133, 164, 43, 74, 105, 136, 167
    };
}
