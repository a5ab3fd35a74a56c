package io.jenkins.trainmodel.trainer.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.benchmark.ContestNetwork;
import io.jenkins.trainmodel.trainer.benchmark.EachNetworkOfTheCpu;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.profile.LayersProfile.Layer;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as they are trained, each layer alone, against a machine with round numbers. */
class LayerProfilerTest {
    private static final double ROUNDING = 1e-9;
    private static final Duration SHORT = Duration.ofMillis(5);

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void loadEngine() {
        TestEngine.load();
    }

    private TrainingSpec spec(ContestNetwork network, String model, String precision) throws Exception {
        network.writeData(folder, 2);
        return new SpecReader().read("layers.yaml", """
                data: %s
                model: %s
                training: {batchSize: 2, precision: %s}
                stopWhen: [{maxEpochs: 1}]
                device: {type: cpu, threads: 1}
                """.formatted(network.data(), model, precision), folder, List.of());
    }

    private LayersProfile profile(TrainingSpec spec, String... frozen) {
        Inputs inputs = Inputs.load(spec, new RunListener() {});
        LearnerSettings settings = LearnerSettings.toTrain(spec, inputs.data(), Set.of(), Set.of(frozen));
        return new LayerProfiler(
                        spec, inputs.data(), inputs.engine(), () -> settings, SHORT, (what, done) -> told.add(what))
                .profile(Profiles.cpu("here"));
    }

    private static LearnerDescription described(TrainingSpec spec) {
        Inputs inputs = Inputs.load(spec, new RunListener() {});
        try (Learner learner =
                Learners.create(spec, inputs.data(), inputs.engine().device())) {
            return learner.description();
        }
    }

    @ParameterizedTest
    @EachNetworkOfTheCpu
    void shouldTimeEveryLayerOfANetworkOfTheBenchmark(ContestNetwork network) throws Exception {
        TrainingSpec spec = spec(network, network.model(), "float32");

        LayersProfile profile = profile(spec);

        LearnerDescription whole = described(spec);
        assertThat(profile.samples()).isEqualTo(2);
        assertThat(profile.layers())
                .hasSizeGreaterThan(1)
                .hasSize(told.size() - 1)
                .allSatisfy(layer -> {
                    assertThat(layer.forward().seconds()).isPositive();
                    assertThat(layer.forward().share()).isNotNegative();
                });
        assertThat(profile.layers().stream()
                        .mapToDouble(layer -> layer.forward().flop())
                        .sum())
                .isCloseTo(whole.flopPerSample() * 2, within(whole.flopPerSample() * ROUNDING));
        assertThat(profile.layers()).extracting(Layer::name).doesNotHaveDuplicates();
        // what follows the first layer with parameters is gone back through
        assertThat(profile.layers().get(profile.layers().size() - 1).goesBack()).isTrue();
        assertThat(profile.step().phases()).containsKeys("transfer", "forward", "backward", "update");
        assertThat(profile.step().seconds()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: transformer, layers: 1, heads: 2, width: 16, dropout: 0.1}",
                "{type: gru, layers: 1, width: 16, bidirectional: true}"
            })
    void shouldTimeWhatReadsTheRowsOfAnImage(String model) throws Exception {
        assertThat(profile(spec(ContestNetwork.MLP, model, "float32")).layers())
                .anySatisfy(layer -> assertThat(layer.goesBack()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(names = {"LENET", "GPT_4X128"})
    void shouldComputeAsTheRunDoesInBfloat16(ContestNetwork network) throws Exception {
        LayersProfile profile = profile(spec(network, network.model(), "bfloat16"));

        assertThat(profile.precision()).isEqualTo("bfloat16");
        assertThat(profile.roofline().flopPerSecond()).isEqualTo(1e10);
        assertThat(profile.layers())
                .allSatisfy(layer -> assertThat(layer.forward().seconds()).isPositive());
    }

    @Test
    void shouldNotGoBackThroughWhatIsFrozen() throws Exception {
        TrainingSpec spec = spec(ContestNetwork.MLP, "{type: mlp, hidden: [32, 16]}", "float32");
        List<Layer> all = profile(spec).layers();
        Layer first =
                all.stream().filter(layer -> layer.parameters() > 0).findFirst().orElseThrow();

        List<Layer> frozen =
                profile(spec, first.name() + ".weight", first.name() + ".bias").layers();

        assertThat(first.goesBack()).isTrue();
        assertThat(frozen.get(all.indexOf(first)).goesBack()).isFalse();
        assertThat(frozen.get(all.indexOf(first)).backward()).isEmpty();
        assertThat(frozen.get(frozen.size() - 1).goesBack()).isTrue();
    }

    @Test
    void shouldBeginWithTheSlowest() throws Exception {
        LayersProfile sorted =
                profile(spec(ContestNetwork.LENET, "{type: lenet}", "float32")).slowestFirst();

        assertThat(sorted.layers()).isSortedAccordingTo((one, other) -> Double.compare(other.seconds(), one.seconds()));
        assertThat(ProfileStore.json(sorted)).contains("\"bound\":\"", "\"flopPerByte\":");
    }
}
