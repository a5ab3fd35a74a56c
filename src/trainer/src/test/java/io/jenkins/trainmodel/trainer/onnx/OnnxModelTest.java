package io.jenkins.trainmodel.trainer.onnx;

import static io.jenkins.trainmodel.trainer.onnx.OnnxNetworks.VOCABULARY;
import static io.jenkins.trainmodel.trainer.onnx.OnnxNetworks.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.onnxruntime.OrtException;
import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.AveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX Runtime computes of a {@code model.onnx}, beside what the engine computes of the {@code model.pt} of the same parameters. */
class OnnxModelTest {
    /** Of float32, whose products are added up in another order. */
    private static final float ROUNDING = 2e-5f;

    @TempDir
    private Path folder;

    @BeforeAll
    static void loadEngine() {
        TestEngine.load();
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.trainmodel.trainer.onnx.OnnxNetworks#flat")
    void shouldGiveWhatModelPtGivesForBatchesOfAnySize(Architecture network) throws Exception {
        List<String> axes = new ArrayList<>(List.of("batch"));
        network.sampleShape().forEach(size -> axes.add(String.valueOf(size)));

        requireSame(
                network, axes, List.of("batch", "3"), shape(1, network.sampleShape()), shape(5, network.sampleShape()));
    }

    private static long[] shape(long batch, List<Integer> sample) {
        return LongStream.concat(LongStream.of(batch), sample.stream().mapToLong(Integer::longValue))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.trainmodel.trainer.onnx.OnnxNetworks#sequences")
    void shouldGiveWhatModelPtGivesForSequencesOfOtherLengths(Architecture network) throws Exception {
        requireSame(
                network,
                List.of("batch", "length", "3"),
                List.of("batch", "3"),
                new long[] {1, 6, 3},
                new long[] {4, 6, 3},
                new long[] {3, 2, 3});
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.trainmodel.trainer.onnx.OnnxNetworks#decoders")
    void shouldGiveTheLogitsOfModelPtForTextOfOtherLengths(Architecture network) throws Exception {
        requireSame(
                network,
                List.of("batch", "length"),
                List.of("batch", "length", String.valueOf(VOCABULARY)),
                new long[] {1, 8},
                new long[] {3, 8},
                new long[] {2, 1},
                new long[] {2, 5});
    }

    /** More steps than a training has had, where places are known without having been learned. */
    @ParameterizedTest
    @ValueSource(strings = {"rotary", "sinusoidal"})
    void shouldTakeSequencesLongerThanThoseOfTheTraining(String position) throws Exception {
        requireSame(
                Networks.build("transformer", Map.of("width", 8, "heads", 2, "position", position), List.of(6, 3), 3),
                List.of("batch", "length", "3"),
                List.of("batch", "3"),
                new long[] {2, 9, 3});
    }

    @Test
    void shouldTakeNoMoreTokensThanHavePlacesThatWereLearned() throws Exception {
        Architecture network = Networks.build("gpt", Map.of("width", 8, "heads", 2), List.of(8), VOCABULARY);
        model(network).write(folder, parameters(network));

        try (OnnxSession session = new OnnxSession(folder.resolve("model.onnx"))) {
            assertThat(session.output(new long[8], 1, 8)).hasSize(8 * VOCABULARY);
            assertThatThrownBy(() -> session.output(new long[9], 1, 9)).isInstanceOf(OrtException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.Function.class)
    void shouldComputeEveryFunction(Activation.Function function) throws Exception {
        requireSame(
                own(List.of(64), new Activation(function), new Linear(64, 3)),
                List.of("batch", "64"),
                List.of("batch", "3"),
                new long[] {3, 64});
    }

    /** No network that can be named has it, and an architecture can. */
    @Test
    void shouldCountPaddingAmongWhatIsAveraged() throws Exception {
        requireSame(
                own(List.of(2, 5, 5), new AveragePool2d(3, 2, 1), new Flatten(), new Linear(18, 3)),
                List.of("batch", "2", "5", "5"),
                List.of("batch", "3"),
                new long[] {2, 2, 5, 5});
    }

    private static Architecture own(List<Integer> sample, Layer... layers) {
        return new Architecture("own", sample, 3, Sequential.of(List.of(layers)));
    }

    @Test
    void shouldKeepParametersInAFileOfTheirOwnWhereOneWereTooLarge() throws Exception {
        Architecture network = Networks.build("gru", Map.of("width", 20), List.of(6, 3), 3);
        Map<Path, String> sums = model(network).write(folder, parameters(network), 4000);

        Path file = folder.resolve("model.onnx");
        Path rest = folder.resolve("model.onnx.data");
        assertThat(sums)
                .containsOnly(Map.entry(file, Checksum.SHA_256.of(file)), Map.entry(rest, Checksum.SHA_256.of(rest)));
        assertThat(Files.size(file)).isLessThan(4000);
        assertThat(Files.size(rest)).isGreaterThan(4000).matches(size -> size % 4096 == 0, "whole pages");
        float[] features = features(6 * 3);
        try (OnnxSession session = new OnnxSession(file);
                Model model = modelPt(network)) {
            requireClose(session.output(features, 1, 6, 3), output(model, features, 1, 6, 3));
        }
    }

    @Test
    void shouldTellTheSumOfWhatItWrites() throws Exception {
        Architecture network = Networks.build("mlp", Map.of(), List.of(4), 3);

        Map<Path, String> first = model(network).write(folder, parameters(network));
        Map<Path, String> second = model(network).write(folder, parameters(network));

        Path file = folder.resolve("model.onnx");
        assertThat(first)
                .containsOnly(Map.entry(file, Checksum.SHA_256.of(file)))
                .isEqualTo(second);
        assertThat(folder.resolve("model.onnx.data")).doesNotExist();
    }

    @Test
    void shouldSayWhyThereIsNothing() {
        Path script = Path.of("src/test/torchscript/scripted.pt").toAbsolutePath();
        Architecture foreign = Networks.build("torchscript", Map.of("path", script), List.of(1, 8, 8), 10);
        Architecture uneven = own(List.of(2, 5, 5), new AdaptiveAveragePool2d(3, 2), new Flatten(), new Linear(12, 3));

        assertThat(OnnxExport.of(foreign))
                .isEqualTo(new OnnxExport.LeftOut(
                        "its code is that of a TorchScript file, which is not written as operators of ONNX"));
        assertThat(OnnxExport.of(uneven))
                .isEqualTo(new OnnxExport.LeftOut(
                        "ONNX has no operator that averages images to 3×2, whatever their size"));
    }

    private static OnnxModel model(Architecture network) {
        return (OnnxModel) OnnxExport.of(network);
    }

    private void requireSame(Architecture network, List<String> inputAxes, List<String> outputAxes, long[]... shapes)
            throws Exception {
        boolean text = network.network().vocabulary().isPresent();
        model(network).write(folder, parameters(network));
        try (OnnxSession session = new OnnxSession(folder.resolve("model.onnx"));
                Model model = modelPt(network)) {
            assertThat(session.inputAxes()).isEqualTo(inputAxes);
            assertThat(session.outputAxes()).isEqualTo(outputAxes);
            for (long[] shape : shapes) {
                int count = (int) Arrays.stream(shape).reduce(1, (one, other) -> one * other);
                float[] features = features(count);
                long[] tokens = new Random(count).longs(count, 0, VOCABULARY).toArray();
                requireClose(
                        text ? session.output(tokens, shape) : session.output(features, shape),
                        output(model, text ? tokens : features, shape));
            }
        }
    }

    /** An output of nothing would be close to any other of nothing. */
    private static void requireClose(float[] found, float[] expected) {
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isGreaterThan(0.01f);
        assertThat(found).containsExactly(expected, within(ROUNDING * Math.max(1, largest)));
    }

    private Model modelPt(Architecture network) throws Exception {
        Path file = folder.resolve("model.pt");
        try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(file))) {
            InferenceModel.write(network, parameters(network), target);
        }
        Model model = Model.newInstance("model", "PyTorch");
        model.load(file);
        return model;
    }

    /** @param given an array of float or long */
    private static float[] output(Model model, Object given, long... shape) throws Exception {
        try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
            NDArray x = given instanceof long[] tokens
                    ? model.getNDManager().create(tokens, new Shape(shape))
                    : model.getNDManager().create((float[]) given, new Shape(shape));
            return predictor.predict(new NDList(x)).singletonOrThrow().toFloatArray();
        }
    }

    private static float[] features(int count) {
        Random random = new Random(count);
        float[] features = new float[count];
        for (int i = 0; i < count; i++) {
            features[i] = (float) random.nextGaussian();
        }
        return features;
    }
}
