package io.jenkins.trainmodel.trainer.data.idx;

import static io.jenkins.trainmodel.trainer.data.source.SampleReader.all;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.load;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.problems;
import static io.jenkins.trainmodel.trainer.data.source.SampleReader.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxDataTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadImagesAndLabelsPlainOrCompressed(boolean compressed) throws IOException {
        byte[] images = idx(0x08, bytes(0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 4, 2, 2);
        byte[] labels = idx(0x08, bytes(7, 3, 7, 3), 4);

        LoadedData data = load(spec(
                write("images", compressed ? gzip(images) : images),
                write("labels", compressed ? gzip(labels) : labels)));

        assertThat(data.sampleShape()).containsExactly(1, 2, 2);
        assertThat(data.classNames()).containsExactly("3", "7");
        assertThat(data.classCounts()).containsExactly(1L, 1L);
        assertThat(all(data))
                .contains(List.of(0f, (float) (51 / 255.0), (float) (102 / 255.0), (float) (153 / 255.0), 1f))
                .anySatisfy(row -> assertThat(row.subList(0, 2)).containsExactly((float) (204 / 255.0), 1f));
    }

    @Test
    void shouldReadEveryElementType() throws IOException {
        Path labels = write("labels", idx(0x08, bytes(0, 1, 0, 1), 4));
        ByteBuffer shorts = ByteBuffer.allocate(8)
                .putShort((short) -2)
                .putShort((short) 300)
                .putShort((short) 1)
                .putShort((short) 2);
        ByteBuffer ints =
                ByteBuffer.allocate(16).putInt(-2).putInt(70_000).putInt(1).putInt(2);
        ByteBuffer floats =
                ByteBuffer.allocate(16).putFloat(-2).putFloat(0.5f).putFloat(1).putFloat(2);
        ByteBuffer doubles = ByteBuffer.allocate(32)
                .putDouble(-2)
                .putDouble(0.25)
                .putDouble(1)
                .putDouble(2);

        assertThat(values(idx(0x09, bytes(-2, 127, 1, 2), 4), labels)).containsExactlyInAnyOrder(-2f, 127f, 1f, 2f);
        assertThat(values(idx(0x0B, shorts.array(), 4), labels)).containsExactlyInAnyOrder(-2f, 300f, 1f, 2f);
        assertThat(values(idx(0x0C, ints.array(), 4), labels)).containsExactlyInAnyOrder(-2f, 70_000f, 1f, 2f);
        assertThat(values(idx(0x0D, floats.array(), 4), labels)).containsExactlyInAnyOrder(-2f, 0.5f, 1f, 2f);
        assertThat(values(idx(0x0E, doubles.array(), 4), labels)).containsExactlyInAnyOrder(-2f, 0.25f, 1f, 2f);
    }

    private List<Float> values(byte[] images, Path labels) throws IOException {
        LoadedData data = load(spec(write("images", images), labels, Task.CLASSIFICATION, 1));
        return all(data).stream().map(row -> row.get(0)).toList();
    }

    @Test
    void shouldReadNumbersToPredict() throws IOException {
        Path images = write("images", idx(0x08, bytes(1, 2, 3), 3, 1));
        ByteBuffer values =
                ByteBuffer.allocate(12).putFloat(0.5f).putFloat(-1.5f).putFloat(2);

        LoadedData data = load(spec(images, write("labels", idx(0x0D, values.array(), 3)), Task.REGRESSION, 1));

        assertThat(all(data)).containsExactlyInAnyOrder(List.of(1f, 0.5f), List.of(2f, -1.5f), List.of(3f, 2f));
    }

    @Test
    void shouldTakeValidationFilesOfTheSameShapeOnly() throws IOException {
        Path images = write("images", idx(0x08, bytes(1, 2, 3, 4), 2, 1, 2));
        Path labels = write("labels", idx(0x08, bytes(0, 1), 2));
        Path others = write("others", idx(0x08, bytes(9, 9), 1, 1, 2));
        Path otherLabels = write("otherLabels", idx(0x08, bytes(1), 1));
        Path wide = write("wide", idx(0x08, bytes(9, 9, 9), 1, 1, 3));

        LoadedData data = load(spec(images, labels, others, otherLabels));

        assertThat(data.train().size()).isEqualTo(2);
        assertThat(rows(data.validation())).containsExactly(List.of(9f, 9f, 1f));
        assertThat(problems(spec(images, labels, wide, otherLabels)))
                .singleElement()
                .asString()
                .contains("[1, 3]", "[1, 2]");
    }

    @Test
    void shouldRefuseFilesThatDoNotBelongTogether() throws IOException {
        Path images = write("images", idx(0x08, bytes(1, 2, 3, 4), 4, 1));
        Path labels = write("labels", idx(0x08, bytes(0, 1, 0), 3));
        Path fractions = write("fractions", idx(0x0D, new byte[16], 4));

        assertThat(problems(spec(images, labels))).singleElement().asString().contains("4 samples", "3 labels");
        assertThat(problems(spec(labels, images))).singleElement().asString().contains("do not belong together");
        assertThat(problems(spec(images, images))).singleElement().asString().contains("mixed up");
        assertThat(problems(spec(images, fractions))).singleElement().asString().contains("task: regression");
    }

    @Test
    void shouldRefuseAFileCutOffAtAnyByteOrGrown() throws IOException {
        byte[] images = idx(0x08, bytes(1, 2, 3, 4, 5, 6, 7, 8), 4, 1, 2);
        Path labels = write("labels", idx(0x08, bytes(0, 1, 0, 1), 4));

        for (byte[] whole : List.of(images, gzip(images))) {
            for (int length = 0; length < whole.length; length++) {
                Path cut = write("cut", Arrays.copyOf(whole, length));
                assertThat(catchThrowable(() -> load(spec(cut, labels))))
                        .as("cut to %d of %d bytes", length, whole.length)
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("cut");
            }
        }
        byte[] grown = Arrays.copyOf(images, images.length + 1);
        assertThat(problems(spec(write("grown", grown), labels)))
                .singleElement()
                .asString()
                .contains("added");
        assertThat(problems(spec(write("grown", gzip(grown)), labels)))
                .singleElement()
                .asString()
                .contains("more data");
    }

    @Test
    void shouldRefuseOtherFilesAndHostileDimensions() throws IOException {
        Path labels = write("labels", idx(0x08, bytes(0, 1, 0, 1), 4));

        assertThat(refused("PNG\r\n\u001a\n....".getBytes(), labels)).contains("not an IDX file", "0x504e470d");
        assertThat(refused(idx(0x07, bytes(1), 1), labels)).contains("element type 0x07");
        assertThat(refused(idx(0x08, new byte[0]), labels)).contains("0 dimensions");
        assertThat(refused(idx(0x08, new byte[0], 4, 0), labels)).contains("at least 1");
        assertThat(refused(idx(0x08, new byte[0], -1, 4), labels)).contains("at least 1");
        assertThat(refused(idx(0x08, new byte[4], 4, 65536, 65536), labels)).contains("a sample larger than");
        assertThat(refused(idx(0x0E, new byte[4], 4, Integer.MAX_VALUE, Integer.MAX_VALUE, 9), labels))
                .contains("a sample larger than");
        assertThat(refused(idx(0x08, new byte[4], Integer.MAX_VALUE, 1 << 20), labels))
                .contains("cut off");
        Path manyLabels = write("many", gzip(idx(0x08, bytes(0), Integer.MAX_VALUE)));
        assertThatThrownBy(() ->
                        load(spec(write("huge", gzip(idx(0x08, new byte[4], Integer.MAX_VALUE, 1 << 20))), manyLabels)))
                .isInstanceOf(DataException.class);
    }

    private String refused(byte[] images, Path labels) throws IOException {
        return problems(spec(write("images", images), labels)).get(0);
    }

    private DataSpec.Idx spec(Path images, Path labels) {
        return spec(images, labels, Task.CLASSIFICATION, 1 / 255.0);
    }

    private DataSpec.Idx spec(Path images, Path labels, Task task, double scale) {
        return new DataSpec.Idx(
                images,
                labels,
                task,
                scale,
                0.5,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private DataSpec.Idx spec(Path images, Path labels, Path validationImages, Path validationLabels) {
        return new DataSpec.Idx(
                images,
                labels,
                Task.CLASSIFICATION,
                1,
                0.5,
                Optional.of(validationImages),
                Optional.of(validationLabels),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] idx(int type, byte[] data, int... dimensions) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + data.length);
        file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dimensions.length);
        IntStream.of(dimensions).forEach(file::putInt);
        return file.put(data).array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
