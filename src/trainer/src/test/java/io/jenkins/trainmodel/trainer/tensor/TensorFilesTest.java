package io.jenkins.trainmodel.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFilesTest {
    @TempDir
    Path folder;

    private final List<Path> temporary = new ArrayList<>();

    @Property(tries = 150)
    void shouldReadWhatWasWrittenHoweverItIsSharded(
            @ForAll("tensors") List<HostTensor> tensors, @ForAll @IntRange(min = 1, max = 400) int shardBytes)
            throws IOException {
        Path directory = Files.createTempDirectory("tensors");
        temporary.add(directory);
        TensorFiles files = new TensorFiles(directory, "parameters");

        files.write(tensors, shardBytes);

        assertThat(plain(files.read())).containsExactlyInAnyOrderElementsOf(plain(tensors));
    }

    @AfterTry
    void removeTemporaryFiles() throws IOException {
        for (Path directory : temporary) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
        temporary.clear();
    }

    @Provide
    Arbitrary<List<HostTensor>> tensors() {
        return tensor().list().ofMinSize(1).ofMaxSize(8).uniqueElements(HostTensor::name);
    }

    private static Arbitrary<HostTensor> tensor() {
        Arbitrary<String> names = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> name.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF));
        Arbitrary<List<Long>> shapes = Arbitraries.longs().between(0, 4).list().ofMaxSize(3);
        return Combinators.combine(names, Arbitraries.of(TensorType.class), shapes, Arbitraries.longs())
                .as(TensorFilesTest::random);
    }

    private static HostTensor random(String name, TensorType type, List<Long> shape, long seed) {
        int bytes = type.bytes() * shape.stream().mapToInt(Long::intValue).reduce(1, (left, right) -> left * right);
        byte[] content = new byte[bytes];
        new java.util.Random(seed).nextBytes(content);
        return new HostTensor(name, type, shape, ByteBuffer.wrap(content));
    }

    private static List<List<Object>> plain(List<? extends NamedTensor> tensors) {
        return tensors.stream()
                .map(tensor -> List.<Object>of(tensor.name(), tensor.type(), tensor.shape(), tensor.data()))
                .toList();
    }

    @Test
    void shouldNameShardsAndIndexAsModelHubsDo() throws IOException {
        new TensorFiles(folder, "parameters").write(threeTensors(), 24);

        assertThat(names())
                .containsExactlyInAnyOrder(
                        "parameters-00001-of-00002.safetensors",
                        "parameters-00002-of-00002.safetensors",
                        "parameters.safetensors.index.json");
        JsonNode index = new ObjectMapper()
                .readTree(folder.resolve("parameters.safetensors.index.json").toFile());
        assertThat(index.at("/metadata/total_size").asLong()).isEqualTo(32);
        assertThat(index.at("/weight_map/a").asText()).isEqualTo("parameters-00001-of-00002.safetensors");
        assertThat(index.at("/weight_map/c").asText()).isEqualTo("parameters-00002-of-00002.safetensors");
    }

    @Test
    void shouldKeepOneFileBelowTheLimitAndGiveALargeTensorAFileToItself() throws IOException {
        new TensorFiles(folder, "small").write(threeTensors(), 32);
        assertThat(names()).containsExactly("small.safetensors");

        new TensorFiles(folder, "large").write(threeTensors(), 1);
        assertThat(names()).hasSize(5);
    }

    @Test
    void shouldReadATensorMoreThanOnceAndIndependently() throws IOException {
        TensorFiles files = new TensorFiles(folder, "parameters");
        files.write(threeTensors(), 100);
        NamedTensor tensor = files.read().get(0);

        ByteBuffer first = tensor.data();
        first.putFloat(0, 99);

        assertThat(tensor.data().getFloat(0)).isNotEqualTo(99);
    }

    @Test
    void shouldRefuseAnIndexThatDoesNotFitItsFiles() throws IOException {
        TensorFiles files = new TensorFiles(folder, "parameters");
        files.write(threeTensors(), 24);
        Path index = folder.resolve("parameters.safetensors.index.json");
        String good = Files.readString(index);

        assertThatThrownBy(() -> readWith(files, index, good.replaceFirst("00001-of", "00002-of")))
                .hasMessageContaining("which is not there");
        assertThatThrownBy(() -> readWith(files, index, good.replace("\"c\"", "\"d\"")))
                .hasMessageContaining("holds c");
        assertThatThrownBy(() -> readWith(files, index, good.replace(": 32", ": 33")))
                .hasMessageContaining("33 bytes");
        assertThatThrownBy(() -> readWith(files, index, good.replace("parameters-00002", "../parameters-00002")))
                .hasMessageContaining("no name of a shard");
        assertThat(readWith(files, index, good.replace(": 32", ": 32.0"))).hasSize(3);
        assertThatThrownBy(() -> readWith(files, index, "{}")).hasMessageContaining("missing");
        assertThatThrownBy(() -> readWith(files, index, "{"))
                .hasMessageContaining("is not a valid index of safetensors files: ");
        assertThatThrownBy(() -> readWith(files, index, "[".repeat(5000))).isInstanceOf(TensorFormatException.class);
        assertThatThrownBy(() -> readWith(files, index, good + good)).isInstanceOf(TensorFormatException.class);
        Files.delete(folder.resolve("parameters-00002-of-00002.safetensors"));
        assertThatThrownBy(() -> readWith(files, index, good)).hasMessageContaining("parameters-00002");
    }

    private static List<NamedTensor> readWith(TensorFiles files, Path index, String content) throws IOException {
        Files.writeString(index, content);
        return files.read();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<HostTensor> threeTensors() {
        return List.of(
                HostTensor.scalar("a", 1), HostTensor.of("b", List.of(4L), 1, 2, 3, 4), HostTensor.scalar("c", 2));
    }
}
