package io.jenkins.trainmodel.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.trainmodel.run.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeginWithALittleEndianLengthAndPadTheHeaderToEightBytes() throws IOException {
        Path file = folder.resolve("a.safetensors");

        for (String name : List.of("a", "ab", "abc", "abcd", "abcde", "ab\"c\\d", "größe")) {
            SafetensorsWriter.write(
                    file, List.of(HostTensor.of(name, List.of(2L), 1f, 2f)), Map.of("format", "pt"), Checksum.SHA_256);

            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            long length = bytes.getLong(0);
            assertThat(length % 8).isZero();
            assertThat(bytes.limit()).isEqualTo(8 + length + 8);
            assertThat(bytes.getFloat((int) (8 + length))).isEqualTo(1f);
            assertThat(SafetensorsFile.open(file).tensors())
                    .extracting(NamedTensor::name)
                    .containsExactly(name);
        }
    }

    @Test
    void shouldReadAFileOfTheReferenceImplementation() throws IOException {
        Path file = Files.write(
                folder.resolve("reference.safetensors"), HexFormat.of().parseHex(REFERENCE));

        SafetensorsFile read = SafetensorsFile.open(file);

        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
        NamedTensor bias = tensor(read, "bias");
        assertThat(bias.type()).isEqualTo(TensorType.F32);
        assertThat(bias.shape()).containsExactly(2L);
        assertThat(bias.data().getFloat(4)).isEqualTo(-2.5f);
        NamedTensor step = tensor(read, "step");
        assertThat(step.shape()).isEmpty();
        assertThat(step.data().getLong(0)).isEqualTo(1L << 40);
        assertThat(tensor(read, "empty").shape()).containsExactly(0L, 3L);
        assertThat(tensor(read, "mask").data().get(2)).isOne();
    }

    @Test
    void shouldWriteTheBytesThatTheReferenceImplementationWrites() throws IOException {
        Path file = folder.resolve("ours.safetensors");
        ByteBuffer mask = ByteBuffer.wrap(new byte[] {1, 0, 1});

        SafetensorsWriter.write(
                file,
                List.of(
                        new HostTensor("mask", TensorType.BOOL, List.of(3L), mask),
                        HostTensor.of("bias", List.of(2L), 1.5f, -2.5f),
                        HostTensor.of("empty", List.of(0L, 3L)),
                        HostTensor.scalar("step", 1L << 40)),
                Map.of("format", "pt"),
                Checksum.SHA_256);

        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file))).isEqualTo(REFERENCE);
    }

    @Test
    void shouldRefuseToWriteTwoTensorsOfOneNameOrAReservedName() {
        Path file = folder.resolve("a.safetensors");
        HostTensor tensor = HostTensor.of("a", List.of(1L), 1f);

        assertThatThrownBy(() -> SafetensorsWriter.write(file, List.of(tensor, tensor), Map.of(), Checksum.SHA_256))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SafetensorsWriter.write(
                        file, List.of(HostTensor.of("__metadata__", List.of(1L), 1f)), Map.of(), Checksum.SHA_256))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldDetectAFileThatIsCutOffAtAnyByteOrGrown() throws IOException {
        byte[] whole = HexFormat.of().parseHex(REFERENCE);
        Path file = folder.resolve("cut.safetensors");

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(catchThrowable(() -> SafetensorsFile.open(file)))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(TensorFormatException.class);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("cut off, or something was added");
    }

    @Test
    void shouldNeverFailOtherwiseThanByItsExceptionWhateverByteOfTheHeaderIsDamaged() throws IOException {
        byte[] whole = HexFormat.of().parseHex(REFERENCE);
        Path file = folder.resolve("flipped.safetensors");
        int headerEnd =
                8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();

        for (int position = 0; position < headerEnd; position++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[position] ^= (byte) (1 << bit);
                Files.write(file, damaged);
                Throwable failure =
                        catchThrowable(() -> SafetensorsFile.open(file).tensors());
                assertThat(failure == null || failure instanceof TensorFormatException)
                        .as("bit %d of byte %d: %s", bit, position, failure)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 0, 1, 1L << 32})
    void shouldRefuseHostileHeaderLengths(long length) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Path file = Files.write(folder.resolve("hostile.safetensors"), bytes.array());

        assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(TensorFormatException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                                              | does not begin with {",
                "{`{`                                                                            | broken",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} x             | broken",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} {}            | something follows",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}               | cannot have 4 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}              | leaves a gap or overlaps",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | overlaps",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}               | the tensors take 4 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}              | the tensors take 16 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}               | no begin and end",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}             | more than 2",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}                 | no begin and end",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}              | negative",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}             | another kind",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}} | impossible shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}} | broken",
                "{\"a\":{\"dtype\":\"F8\",\"shape\":[8],\"data_offsets\":[0,8]}}                | dtype F8",
                "{\"a\":{\"dtype\":7,\"shape\":[8],\"data_offsets\":[0,8]}}                     | another kind",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}} | `a` stands there twice",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8],\"x\":1}}        | unknown property x",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[8]}}                                       | lacks",
                "{\"a\":[]}                                                                      | another kind",
                "{\"__metadata__\":{\"a\":1},\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}} | another kind",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[[[[8]]]],\"data_offsets\":[0,8]}}          | nested more deeply"
            })
    void shouldRefuseHostileHeaders(String json, String message) throws IOException {
        byte[] header = json.trim().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        Path file = Files.write(folder.resolve("hostile.safetensors"), bytes.array());

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(TensorFormatException.class)
                .hasMessageContaining(message);
    }

    private static NamedTensor tensor(SafetensorsFile file, String name) {
        return file.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Four small tensors as the format's Python library (0.8.0) writes them. */
    private static final String REFERENCE = ""
            + "08010000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174223a227074227d2c2273746570223a7b2264"
            + "74797065223a22493634222c227368617065223a5b5d2c22646174615f6f666673657473223a5b302c385d7d2c2262696173"
            + "223a7b226474797065223a22463332222c227368617065223a5b325d2c22646174615f6f666673657473223a5b382c31365d"
            + "7d2c22656d707479223a7b226474797065223a22463332222c227368617065223a5b302c335d2c22646174615f6f66667365"
            + "7473223a5b31362c31365d7d2c226d61736b223a7b226474797065223a22424f4f4c222c227368617065223a5b335d2c2264"
            + "6174615f6f666673657473223a5b31362c31395d7d7d00000000000100000000c03f000020c0010001";
}
