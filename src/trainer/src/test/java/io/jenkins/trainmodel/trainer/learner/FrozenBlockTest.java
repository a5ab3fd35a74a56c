package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.own.Network;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.block.OwnBlocks;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is frozen of blocks of users' own stands still, statistics among it, and these are what batches are normalised by. */
class FrozenBlockTest {
    private static final int CLASSES = 3;
    private static final int SAMPLES = 8;
    private static final String NAMED = "public String name() { return \"mine\"; }\n";

    private static final String NORMALISED = NAMED + """
            public ai.djl.nn.Block create(int[] sampleShape, int outputs) {
                return new ai.djl.nn.SequentialBlock().add(ai.djl.nn.core.Linear.builder().setUnits(8).build())
                    .add(ai.djl.nn.norm.BatchNorm.builder().optMomentum(0.5f).build())
                    .add(ai.djl.nn.core.Linear.builder().setUnits(outputs).build()); }
            """;

    /** Counts its batches in a parameter that is not trained, whatever that is said to be. */
    private static final String COUNTING = NAMED + """
            static class Net extends ai.djl.nn.AbstractBlock {
                final ai.djl.nn.Block linear;
                final ai.djl.nn.Parameter seen;
                Net(int outputs) {
                    linear = addChildBlock("linear", ai.djl.nn.core.Linear.builder().setUnits(outputs).build());
                    seen = addParameter(ai.djl.nn.Parameter.builder().setName("seen")
                        .setType(ai.djl.nn.Parameter.Type.OTHER).optShape(new ai.djl.ndarray.types.Shape(1))
                        .optInitializer(ai.djl.training.initializer.Initializer.ONES).optRequiresGrad(false).build()); }
                protected void initializeChildBlocks(ai.djl.ndarray.NDManager manager, ai.djl.ndarray.types.DataType type,
                        ai.djl.ndarray.types.Shape... shapes) { linear.initialize(manager, type, shapes); }
                public ai.djl.ndarray.types.Shape[] getOutputShapes(ai.djl.ndarray.types.Shape[] shapes) {
                    return linear.getOutputShapes(shapes); }
                protected ai.djl.ndarray.NDList forwardInternal(ai.djl.training.ParameterStore store,
                        ai.djl.ndarray.NDList inputs, boolean training, ai.djl.util.PairList<String, Object> params) {
                    if (training) { seen.getArray().addi(1); }
                    return linear.forward(store, inputs, training);
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

    private LearnerSettings settings(String body) throws Exception {
        Path jar = UserJars.of(folder.resolve("libs/mine.jar"), Network.class, body);
        Architecture block = OwnBlocks.describe(
                "custom", new OwnBlock.Code(List.of(jar), new PartSpec("mine", Map.of())), List.of(4), CLASSES);
        return Specs.measuring("accuracy").classifier(block);
    }

    private static Set<String> untrained(LearnerSettings settings) {
        return settings.architecture().tensors().stream()
                .filter(tensor -> !tensor.trainable())
                .map(TensorSpec::name)
                .collect(Collectors.toSet());
    }

    private static void train(Learner learner, int batches) {
        learner.beginEpoch();
        for (int batch = 0; batch < batches; batch++) {
            learner.train(Batches.classes(batch, SAMPLES, 4, CLASSES), 1 + batch, 0.01, true, 1);
        }
    }

    /** Parameters of a training whose statistics have moved. */
    private static List<NamedTensor> learned(LearnerSettings settings) {
        try (Learner moving = Learners.create(settings, device)) {
            List<NamedTensor> first = Tensors.copies(moving.parameters());
            train(moving, 10);
            for (String statistic : untrained(settings)) {
                assertThat(Tensors.values(moving.parameters(), statistic))
                        .isNotEqualTo(Tensors.values(first, statistic));
            }
            return Tensors.copies(moving.parameters());
        }
    }

    @Test
    void shouldNormaliseByFrozenStatisticsAndLeaveThem() throws Exception {
        LearnerSettings settings = settings(NORMALISED);
        List<NamedTensor> learned = learned(settings);
        Set<String> statistics = untrained(settings);
        assertThat(statistics).hasSize(2);

        try (Learner frozen = Learners.create(settings.freezing(statistics), device);
                Learner moving = Learners.create(settings, device)) {
            frozen.restoreParameters(learned);
            moving.restoreParameters(learned);
            double asUsed = frozen.evaluate(
                            List.of(Batches.classes(0, SAMPLES, 4, CLASSES)).iterator())
                    .get("loss");
            train(frozen, 1);
            train(moving, 1);
            assertThat(frozen.read().epochMetrics().get("loss")).isCloseTo(asUsed, within(1e-6));
            assertThat(moving.read().epochMetrics().get("loss")).isNotCloseTo(asUsed, within(1e-4));

            train(frozen, 10);
            for (NamedTensor tensor : Tensors.copies(frozen.parameters())) {
                boolean same =
                        tensor.data().equals(named(learned, tensor.name()).data());
                assertThat(same).as(tensor.name()).isEqualTo(statistics.contains(tensor.name()));
            }
        }
        learned(settings);
    }

    @Test
    void shouldPutBackWhatCodeHasChangedThatIsFrozen() throws Exception {
        LearnerSettings settings = settings(COUNTING);
        List<NamedTensor> learned = learned(settings);
        String seen = untrained(settings).iterator().next();
        assertThat(Tensors.values(learned, seen)).containsExactly(11);

        try (Learner frozen = Learners.create(settings.freezing(Set.of(seen)), device)) {
            frozen.restoreParameters(learned);
            train(frozen, 5);
            assertThat(Tensors.values(frozen.parameters(), seen)).containsExactly(11);
        }
    }

    private static NamedTensor named(List<NamedTensor> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
