package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.own.Network;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.trainer.custom.OwnCodeException;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import io.jenkins.trainmodel.trainer.data.augment.Mixup;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.block.OwnBlocks;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of users' own train on the tensors of the script as its own networks do. */
class BlockNetworkTest {
    private static final double RATE = 0.01;
    private static final int STEPS = 10;
    private static final List<Integer> SAMPLE = List.of(4);
    private static final int CLASSES = 3;
    private static final String NAMED = "public String name() { return \"mine\"; }\n";
    private static final Architecture LINEAR = Networks.build("mlp", Map.of("hidden", List.of()), SAMPLE, CLASSES);

    /** Around a linear layer: what {@code lines} make of its {@code y}. */
    private static final String BLOCK = NAMED + """
            static class Net extends ai.djl.nn.AbstractBlock {
                final ai.djl.nn.Block linear;
                Net(int outputs) {
                    linear = addChildBlock("linear", ai.djl.nn.core.Linear.builder().setUnits(outputs).build()); }
                protected void initializeChildBlocks(ai.djl.ndarray.NDManager manager, ai.djl.ndarray.types.DataType type,
                        ai.djl.ndarray.types.Shape... shapes) { linear.initialize(manager, type, shapes); }
                public ai.djl.ndarray.types.Shape[] getOutputShapes(ai.djl.ndarray.types.Shape[] shapes) {
                    return linear.getOutputShapes(shapes); }
                protected ai.djl.ndarray.NDList forwardInternal(ai.djl.training.ParameterStore store,
                        ai.djl.ndarray.NDList inputs, boolean training, ai.djl.util.PairList<String, Object> params) {
                    ai.djl.ndarray.NDArray y = linear.forward(store, inputs, training).singletonOrThrow();
                    LINES
                    return new ai.djl.ndarray.NDList(y);
                }
            }
            public ai.djl.nn.Block create(int[] sampleShape, int outputs) { return new Net(outputs); }
            """;

    private static Device device;

    @TempDir
    private Path folder;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private Architecture network(String body) throws Exception {
        Path jar = UserJars.of(folder.resolve("libs/mine.jar"), Network.class, body);
        return OwnBlocks.describe(
                "custom", new OwnBlock.Code(List.of(jar), new PartSpec("mine", Map.of())), SAMPLE, CLASSES);
    }

    private Architecture around(String lines) throws Exception {
        return network(BLOCK.replace("LINES", lines));
    }

    private static LearnerSettings settings(Architecture network) {
        return Specs.measuring("accuracy").clip(5).classifier(network);
    }

    private static void train(Learner learner) {
        learner.beginEpoch();
        for (int batch = 0; batch < 2 * STEPS; batch++) {
            learner.train(Batches.classes(batch, 8, 4, CLASSES), 1 + batch / 2, RATE, batch % 2 == 1, 2);
        }
    }

    /** The values of one network under the names of another. */
    private static List<NamedTensor> renamed(List<NamedTensor> names, List<NamedTensor> values) {
        List<NamedTensor> renamed = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            NamedTensor value = values.get(place);
            renamed.add(new HostTensor(names.get(place).name(), value.type(), value.shape(), value.data()));
        }
        return renamed;
    }

    /**
     * The numbers of {@code mul}, {@code div} and their like lie in memory that DJL forgets at once: here it is collected and
     * written over between the way forward and the way back.
     */
    @Test
    void shouldGoBackThroughScalarsThatWereCollected() throws Exception {
        Architecture block = around("""
                y = y.mul(3).add(1).div(2).sub(0.5f).mul(inputs.get(0).getManager().create(2f)).div(3);
                y = y.pow(1).maximum(-1e9f).minimum(1e9f).neg().sub(-7).muli(-1).addi(7).divi(2).subi(1).add(1).mul(2);
                try (ai.djl.ndarray.NDManager own = ai.djl.ndarray.NDManager.newBaseManager()) {
                    y = y.mul(own.create(new float[] {4, 4, 4})).mul(0.25f); y.attach(inputs.get(0).getManager()); }
                System.gc();
                try { Thread.sleep(3); } catch (InterruptedException e) { throw new IllegalStateException(e); }
                for (int i = 0; i < 500; i++) { java.nio.ByteBuffer.allocateDirect(4 + i % 12).putFloat(0, 777); }
                """);
        Thread collector = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                System.gc();
            }
        });
        collector.start();
        try (Learner own = Learners.create(settings(block), device);
                Learner script = Learners.create(settings(LINEAR), device)) {
            own.restoreParameters(renamed(own.parameters(), script.parameters()));
            train(own);
            train(script);

            double[] expected = Tensors.flat(script.parameters());
            double[] found = Tensors.flat(own.parameters());
            for (int place = 0; place < expected.length; place++) {
                assertThat(found[place]).isCloseTo(expected[place], within(1e-4));
            }
            assertThat(own.read().epochMetrics().get("gradientNorm"))
                    .isCloseTo(script.read().epochMetrics().get("gradientNorm"), within(1e-4));
            assertThat(own.evaluate(List.of(Batches.classes(99, 8, 4, CLASSES)).iterator())
                            .get("loss"))
                    .isCloseTo(
                            script.evaluate(List.of(Batches.classes(99, 8, 4, CLASSES))
                                            .iterator())
                                    .get("loss"),
                            within(1e-4));
        } finally {
            collector.interrupt();
            collector.join();
        }
    }

    /** Mixed in pairs, or by a loss that is told outside of the engine: wherever the script's own network can be. */
    @Test
    void shouldTrainByEveryLossAsTheScriptsNetworkDoes() throws Exception {
        LearnerSettings own = settings(around(""));
        LearnerSettings script = settings(LINEAR);
        requireTheSame(mixing(own), mixing(script));
        requireTheSame(own.with(Optional.of(new Squares())), script.with(Optional.of(new Squares())));
    }

    private static LearnerSettings mixing(LearnerSettings plain) {
        return new LearnerSettings(
                plain.architecture(),
                plain.task(),
                plain.learning(),
                List.of(),
                1,
                plain.seed(),
                Trained.WHOLE,
                Optional.of(new Mixup(1)),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static void requireTheSame(LearnerSettings one, LearnerSettings other) {
        try (Learner own = Learners.create(one, device);
                Learner script = Learners.create(other, device)) {
            own.restoreParameters(renamed(own.parameters(), script.parameters()));
            train(own);
            train(script);
            double[] expected = Tensors.flat(script.parameters());
            double[] found = Tensors.flat(own.parameters());
            for (int place = 0; place < expected.length; place++) {
                assertThat(found[place]).isCloseTo(expected[place], within(1e-5));
            }
            assertThat(own.read().epochMetrics().get("loss"))
                    .isCloseTo(script.read().epochMetrics().get("loss"), within(1e-5));
        }
    }

    /** The sum of the squares of what the network says. */
    private static final class Squares implements SampleLoss {
        @Override
        public void of(float[] outputs, Batch batch, double[] losses, float[] gradient) {
            int width = outputs.length / batch.size();
            for (int place = 0; place < outputs.length; place++) {
                losses[place / width] += outputs[place] * outputs[place];
                gradient[place] = 2 * outputs[place];
            }
        }

        @Override
        public void close() {
            // it has nothing
        }
    }

    @Test
    void shouldDrawBySeedAndKeepWhatIsNotTrained() throws Exception {
        Architecture block = network(NAMED + """
                public ai.djl.nn.Block create(int[] sampleShape, int outputs) {
                    return new ai.djl.nn.SequentialBlock().add(ai.djl.nn.core.Linear.builder().setUnits(8).build())
                        .add(ai.djl.nn.norm.BatchNorm.builder().build())
                        .add(ai.djl.nn.norm.Dropout.builder().optRate(0.5f).build())
                        .add(ai.djl.nn.core.Linear.builder().setUnits(outputs).build()); }
                """);
        try (Learner one = Learners.create(settings(block), device);
                Learner other = Learners.create(settings(block), device)) {
            double[] first = Tensors.flat(one.parameters());
            assertThat(Tensors.flat(other.parameters())).isEqualTo(first);
            train(one);
            train(other);
            assertThat(Tensors.flat(other.parameters())).isEqualTo(Tensors.flat(one.parameters()));

            String mean = one.parameters().stream()
                    .map(NamedTensor::name)
                    .filter(name -> name.contains("Mean"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Tensors.values(one.parameters(), mean)).isNotEqualTo(new float[8]);

            List<NamedTensor> parameters = Tensors.copies(one.parameters());
            List<NamedTensor> state = Tensors.copies(one.optimizerState());
            train(one);
            other.restoreParameters(parameters);
            other.restoreOptimizerState(state);
            train(other);
            assertThat(Tensors.flat(other.parameters())).isEqualTo(Tensors.flat(one.parameters()));
        }
        String weight = block.tensors().get(0).name();
        try (Learner frozen = Learners.create(settings(block).freezing(Set.of(weight)), device)) {
            float[] before = Tensors.values(frozen.parameters(), weight);
            train(frozen);
            assertThat(Tensors.values(frozen.parameters(), weight)).isEqualTo(before);
        }
    }

    /** The hidden layer is computed with, and cut off: neither frozen statistics nor frozen weights are missed. */
    @Test
    void shouldNameTheTrainedParametersThatTheWayBackDoesNotComeTo() throws Exception {
        String cut = NAMED + """
                public ai.djl.nn.Block create(int[] sampleShape, int outputs) {
                    return new ai.djl.nn.SequentialBlock().add(ai.djl.nn.core.Linear.builder().setUnits(8).build())
                        .add(ai.djl.nn.norm.BatchNorm.builder().build())
                        .add(new ai.djl.nn.LambdaBlock(list -> new ai.djl.ndarray.NDList(CUT)))
                        .add(ai.djl.nn.core.Linear.builder().setUnits(outputs).build()); }
                """;
        String x = "list.singletonOrThrow()";
        List<String> hidden = List.of("01Linear_weight", "01Linear_bias", "02BatchNorm_gamma", "02BatchNorm_beta");
        Architecture stopped = network(cut.replace("CUT", x + ".stopGradient()"));
        assertThat(withoutGradient(settings(stopped))).containsExactlyInAnyOrderElementsOf(hidden);
        assertThat(withoutGradient(settings(stopped).with(Optional.of(new Squares()))))
                .containsExactlyInAnyOrderElementsOf(hidden);
        assertThat(withoutGradient(settings(stopped).freezing(Set.copyOf(hidden.subList(0, 2)))))
                .containsExactlyInAnyOrderElementsOf(hidden.subList(2, 4));
        assertThat(withoutGradient(settings(network(cut.replace("CUT", x + ".mul(0)")))))
                .isEmpty();
    }

    private static List<String> withoutGradient(LearnerSettings settings) {
        try (Learner learner = Learners.create(settings, device)) {
            assertThat(learner.withoutGradient()).isEmpty();
            train(learner);
            return learner.withoutGradient();
        }
    }

    @Test
    void shouldNameTheClassOfABlockThatGivesWhatNoneMayGive() throws Exception {
        requireTold(
                around("y = y.sum(new int[] {1});"),
                "it gives the shape (8) of the type float32 for samples of the"
                        + " shape (8, 4); (8, 3) of the type float32 is needed");
        requireTold(
                around("y = y.stopGradient();"), "it gives outputs that cannot be derived by any of its parameters");
        requireTold(around("y = y.matMul(y);"), "Net.forwardInternal (Mine.java:");
        requireTold(
                around("if (true) throw new IllegalStateException(\"no\");"), "java.lang.IllegalStateException: no");
        assertThatThrownBy(() -> network(
                        NAMED + "public ai.djl.nn.Block create(int[] sampleShape, int outputs) { return null; }"))
                .isInstanceOf(OwnCodeException.class)
                .hasMessage("Code of your own has failed: the network mine in user.Mine: create() gives null");
        assertThatThrownBy(() -> network(NAMED + "public ai.djl.nn.Block create(int[] sampleShape, int outputs) {"
                        + " return ai.djl.nn.Blocks.identityBlock(); }"))
                .isInstanceOf(OwnCodeException.class)
                .hasMessageContaining("it has no parameter that could be trained");
    }

    private static void requireTold(Architecture block, String sentence) {
        try (Learner learner = Learners.create(settings(block), device)) {
            learner.beginEpoch();
            assertThatThrownBy(() -> learner.train(Batches.classes(1, 8, 4, CLASSES), 1, RATE, true, 1))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageStartingWith("Code of your own has failed: the network mine ")
                    .hasMessageContaining("user.Mine")
                    .hasMessageContaining(sentence);
        }
    }
}
