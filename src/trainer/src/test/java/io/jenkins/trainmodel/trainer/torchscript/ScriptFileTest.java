package io.jenkins.trainmodel.trainer.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads what PyTorch has written; {@code src/python/torchscript_files.py} says how. */
class ScriptFileTest {
    private static final Path FILES = Path.of("src/test/torchscript");

    @TempDir
    private Path folder;

    @Test
    void shouldFindParametersAndBuffersThatChange() throws IOException {
        ScriptFile file = ScriptFile.open(FILES.resolve("scripted.pt"));

        assertThat(file.changing().stream().map(NamedTensor::name))
                .startsWith(
                        "stem.weight", "stem.bias", "layer1.0.conv.weight", "layer1.0.bn.weight", "layer1.0.bn.bias")
                .contains("layer1.1.bn.running_mean", "layer1.1.bn.num_batches_tracked")
                .doesNotContain("layer1.0.scale", "layer1.0.unit")
                .endsWith("fc.weight", "fc.bias")
                .hasSize(18);
        assertThat(file.normalises()).isTrue();
        assertThat(file.isTracedForEvaluation()).isFalse();
        assertThat(ScriptFile.open(FILES.resolve("traced.pt")).isTracedForEvaluation())
                .isTrue();
    }

    @Test
    void shouldNameASharedWeightOnceAndPutElementsInOrder() throws IOException {
        ScriptFile file = ScriptFile.open(FILES.resolve("tied.pt"));

        ScriptTensor head = head(file);
        assertThat(file.changing().stream().map(NamedTensor::name))
                .containsExactly("unused", "first.weight", "first.bias", "second.bias", "head.weight", "head.bias");
        assertThat(head.stored().strides()).containsExactly(1L, 10L);
        ByteBuffer all = head.data();
        ByteBuffer stored = ByteBuffer.allocate(all.limit()).order(all.order());
        new ScriptTensor(
                        head.zip(),
                        "head",
                        new PickleValue.Stored(head.stored().storage(), 0, List.of(640L), List.of(1L), true),
                        ScriptTensor.Kind.PARAMETER)
                .read(0, stored);
        assertThat(all.getFloat(64 * Float.BYTES)).isEqualTo(stored.getFloat(Float.BYTES));
        assertThat(all.getFloat(Float.BYTES)).isEqualTo(stored.getFloat(10 * Float.BYTES));
    }

    /** What is put in order piece by piece is read once. */
    @Test
    void shouldReadAStorageOnceWhoseElementsLieInAnotherOrder() throws IOException {
        Path copy = Files.copy(FILES.resolve("tied.pt"), folder.resolve("tied.pt"));
        ByteBuffer all = head(ScriptFile.open(FILES.resolve("tied.pt"))).data();
        ScriptTensor head = head(ScriptFile.open(copy));
        ByteBuffer pieces = ByteBuffer.allocate(all.limit()).order(all.order());

        head.read(0, pieces.limit(400));
        Files.delete(copy);
        head.read(400, pieces.limit(all.limit()));

        assertThat(pieces.flip()).isEqualTo(all);
    }

    private static ScriptTensor head(ScriptFile file) {
        return file.changing().stream()
                .filter(tensor -> tensor.name().equals("head.weight"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldKeepSmallWholeNumbers() throws IOException {
        ScriptFile file = ScriptFile.open(FILES.resolve("small_numbers.pt"));

        assertThat(file.tensors())
                .extracting(ScriptTensor::name, ScriptTensor::type)
                .startsWith(tuple("counts", TensorType.I8), tuple("powers", TensorType.I16));
        assertThat(file.tensors().get(1).data().asShortBuffer()).isEqualTo(ShortBuffer.wrap(new short[] {-1, 300}));
        assertThat(file.changing()).extracting(ScriptTensor::name).containsExactly("fc.weight", "fc.bias");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "traced_in_training.pt | traced in training mode",
                "frozen.pt | it has no parameters, as after torch.jit.freeze",
                "two_inputs.pt | its forward takes (x: Tensor, y: Tensor)",
                "two_outputs.pt | its forward gives Tuple[Tensor, Tensor]",
                "half.pt | parameter 1.weight is of type F16",
                "complex.pt | a tensor of ComplexFloatStorage",
                "quantized.pt | such as quantized networks have",
                "state_dict.pt | torch.save has written it",
                "legacy_pickle.pt | it is a pickle of Python",
                "exported.pt2 | a program of torch.export",
                "views.pt | code.weight and back.weight are views of the same numbers",
                "absent.pt | there is no such file"
            })
    void shouldSayWhyAFileCannotBeTrained(String name, String why) {
        assertThatThrownBy(() -> ScriptFile.open(FILES.resolve(name)))
                .isInstanceOf(ScriptFileException.class)
                .hasMessageContaining(name + " cannot be trained: ")
                .hasMessageContaining(why);
    }

    @Test
    void shouldKeepFromTrainingWhatPythonDoes() throws IOException {
        ScriptFile file = ScriptFile.open(FILES.resolve("still.pt"));

        assertThat(file.still()).containsExactly("backbone.weight");
        assertThat(file.tensors())
                .filteredOn(ScriptTensor::trainable)
                .extracting(ScriptTensor::name)
                .containsExactly("backbone.bias", "fc.weight", "fc.bias");
    }

    @Test
    void shouldRefuseATruncatedFileAtAnyPlace() throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve("tied.pt"));
        for (int length = 0; length < whole.length; length += 997) {
            Path cut = Files.write(folder.resolve("cut.pt"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ScriptFile.open(cut)).isInstanceOf(ScriptFileException.class);
        }
    }

    @Test
    void shouldHearOfAFlippedByteOfAParameter() throws IOException {
        Path source = FILES.resolve("tied.pt");
        byte[] bytes = Files.readAllBytes(source);
        byte[] weight = new byte[16];
        ScriptFile.open(source).changing().get(1).data().get(weight);
        int place = 0;
        while (!Arrays.equals(Arrays.copyOfRange(bytes, place, place + weight.length), weight)) {
            place++;
        }
        bytes[place] ^= 1;
        ScriptFile damaged = ScriptFile.open(Files.write(folder.resolve("flipped.pt"), bytes));

        assertThatThrownBy(damaged::requireIntact).hasMessageContaining("is not what its checksum says");
    }

    /** What a pickle of Python would do, had it been loaded. */
    @Test
    void shouldCallNothingThatAPickleNames() {
        byte[] pickle = "cposix\nsystem\n(X\4\0\0\0exittR.".getBytes(StandardCharsets.ISO_8859_1);
        byte[] other = "\u0080\2U\4exit.".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> PickleReader.read(pickle))
                .isInstanceOf(ScriptFileException.class)
                .hasMessage("its pickle calls posix.system, which TorchScript never does");
        assertThatThrownBy(() -> PickleReader.read(other)).hasMessageContaining("has the opcode 0x55 at byte 2");
    }

    @Test
    void shouldRefuseValuesWithinThemselves() {
        byte[] pickle = "]q\0(h\0e.".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> ModuleWalk.requireShallow(PickleReader.read(pickle)))
                .isInstanceOf(ScriptFileException.class)
                .hasMessageContaining("deep in each other");
    }

    /** Few bytes that would take much memory: marks, a shape without elements behind it, and a shape beyond all numbers. */
    @Test
    void shouldRefuseASmallPickleThatAsksForMuch() {
        byte[] marks = new byte[6_000_000];
        Arrays.fill(marks, (byte) '(');
        assertThatThrownBy(() -> PickleReader.read(marks)).isInstanceOf(ScriptFileException.class);
        for (long size : new long[] {1L << 40, 1L << 62}) {
            PickleValue.Storage storage = new PickleValue.Storage("0", TensorType.F32, 1);
            PickleValue.Tuple arguments = new PickleValue.Tuple(List.of(
                    storage,
                    new PickleValue.Whole(0),
                    new PickleValue.Tuple(List.of(new PickleValue.Whole(size), new PickleValue.Whole(4))),
                    new PickleValue.Tuple(List.of(new PickleValue.Whole(0), new PickleValue.Whole(0))),
                    new PickleValue.Truth(true)));

            assertThatThrownBy(() ->
                            PickleCalls.result(new PickleValue.Global("torch._utils", "_rebuild_tensor_v2"), arguments))
                    .isInstanceOf(ScriptFileException.class)
                    .hasMessageContaining("or repeats them; export it with contiguous()");
        }
    }

    /** A chain that hangs on a value which was met before, where that lay less deep. */
    @Test
    void shouldMeasureTheDepthOfWhatItHasMetBefore() {
        PickleValue chain = new PickleValue.Nothing();
        for (int i = 0; i < 150; i++) {
            chain = new PickleValue.Sequence(List.of(chain));
        }
        PickleValue deep = chain;
        for (int i = 0; i < 60; i++) {
            deep = new PickleValue.Sequence(List.of(deep));
        }
        PickleValue both = new PickleValue.Sequence(List.of(chain, deep));

        assertThatThrownBy(() -> ModuleWalk.requireShallow(both)).hasMessageContaining("deep in each other");
    }

    @Test
    void shouldRefuseCodeThatReachesFiles() {
        for (String call : new String[] {"torch.save(x, \"stolen\")", "torch.from_file(\"passwd\", True, 9)"}) {
            ScriptCode code = ScriptCode.of(Map.of("code/__torch__.py", "    y = " + call + "\n"));

            assertThatThrownBy(code::requireMeasurable)
                    .isInstanceOf(ScriptFileException.class)
                    .hasMessageContaining("which reaches files; no network needs that");
        }
    }
}
