package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.AveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.MaxPool2d;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every layer against central differences of the loss along random directions. */
class GradientTest {
    private static final OptimizerSpec DESCENT = new OptimizerSpec.Sgd(1, 0, 0, false);
    private static final List<Integer> IMAGE = List.of(2, 6, 6);
    private static final double STEP = 2e-3;
    private static final Conv2d TO_3 = new Conv2d(2, 3, 3, 1, 1, true, false);
    private static final Activation TANH = new Activation(Activation.Function.TANH);

    static Stream<List<Layer>> networks() {
        Stream<List<Layer>> flat = Arrays.stream(Activation.Function.values())
                .map(function -> List.of(new Flatten(), new Linear(72, 5), new Activation(function), new Linear(5, 3)));
        Sequential body = Sequential.of(List.of(new Conv2d(2, 3, 3, 2, 1, true, false), TANH));
        Sequential shortcut = Sequential.of(List.of(new Conv2d(2, 3, 1, 2, 0, false, true)));
        Stream<List<Layer>> images = Stream.of(
                List.of(TO_3, TANH, new Flatten(), new Linear(108, 3)),
                List.of(TO_3, new BatchNorm2d(3), TANH, new Flatten(), new Linear(108, 3)),
                List.of(TO_3, TANH, new MaxPool2d(3, 2, 1), new Flatten(), new Linear(27, 3)),
                List.of(TO_3, TANH, new AveragePool2d(2, 2, 0), new Flatten(), new Linear(27, 3)),
                List.of(TO_3, TANH, new AdaptiveAveragePool2d(2, 1), new Flatten(), new Linear(6, 3)),
                List.of(TO_3, TANH, new Dropout(0.5), new Flatten(), new Linear(108, 3)),
                List.of(new Residual(body, Optional.of(shortcut)), new Flatten(), new Linear(27, 3)));
        return Stream.concat(flat, images);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldBeTheSlopeOfTheLoss(List<Layer> layers) {
        Architecture architecture = new Architecture("own", IMAGE, 3, Sequential.of(layers));
        LearnerSettings settings = Specs.measuring().optimizer(DESCENT).classifier(architecture);
        requireSlope(settings, Batches.classes(3, 6, 72, 3));
    }

    static Stream<Map<String, Object>> languageModels() {
        Map<String, Object> small = Map.of("layers", 2, "heads", 2, "width", 8);
        return Stream.of(
                        Map.<String, Object>of("dropout", 0.1),
                        Map.<String, Object>of("position", "rotary"),
                        Map.<String, Object>of("activation", "swiglu", "tieWeights", false))
                .map(options -> with(small, options));
    }

    @ParameterizedTest
    @MethodSource("languageModels")
    void shouldBeTheSlopeOfTheLossOfALanguageModel(Map<String, Object> options) {
        Architecture architecture = io.jenkins.trainmodel.trainer.network.Networks.build("gpt", options, List.of(6), 7);
        LearnerSettings settings = Specs.measuring().optimizer(DESCENT).languageModel(architecture);
        requireSlope(settings, Batches.tokens(3, 5, 6, 7));
    }

    static Stream<Arguments> sequences() {
        List<String> recurrent = List.of("lstm", "gru");
        Stream<Arguments> cells = recurrent.stream()
                .flatMap(cell -> Stream.of(
                                Map.<String, Object>of(),
                                Map.<String, Object>of("layers", 2, "bidirectional", true, "dropout", 0.3),
                                Map.<String, Object>of("pool", "mean"))
                        .map(options -> Arguments.of(cell, with(Map.of("width", 5), options))));
        Stream<Arguments> encoders = Stream.of(
                        Map.<String, Object>of("dropout", 0.2),
                        Map.<String, Object>of("position", "sinusoidal", "pool", "cls"),
                        Map.<String, Object>of("position", "rotary", "pool", "last"))
                .map(options -> Arguments.of("transformer", with(Map.of("heads", 2, "width", 8), options)));
        return Stream.concat(cells, encoders);
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void shouldBeTheSlopeOfTheLossOfANetworkOfSequences(String name, Map<String, Object> options) {
        Architecture architecture =
                io.jenkins.trainmodel.trainer.network.Networks.build(name, options, List.of(4, 3), 3);
        LearnerSettings settings = Specs.measuring().optimizer(DESCENT).classifier(architecture);
        requireSlope(settings, Batches.classes(3, 6, 12, 3));
    }

    static Stream<Arguments> dropping() {
        Map<String, Object> small = Map.of("layers", 2, "heads", 2, "width", 8, "dropout", 0.3);
        Architecture text = io.jenkins.trainmodel.trainer.network.Networks.build("gpt", small, List.of(6), 7);
        Architecture sequence =
                io.jenkins.trainmodel.trainer.network.Networks.build("transformer", small, List.of(4, 3), 3);
        Specs again = Specs.measuring().optimizer(DESCENT).checkpointing(true);
        return Stream.of(
                Arguments.of(again.languageModel(text), Batches.tokens(3, 5, 6, 7)),
                Arguments.of(again.classifier(sequence), Batches.classes(3, 6, 12, 3)));
    }

    /** It is none where other elements drop on the way back than on the way there. */
    @ParameterizedTest
    @MethodSource("dropping")
    void shouldBeTheSlopeOfTheLossWhereBlocksAreComputedAgain(LearnerSettings settings, Batch batch) {
        requireSlope(settings, batch);
    }

    private static void requireSlope(LearnerSettings settings, Batch batch) {
        try (Learner learner = Learners.create(settings, TestEngine.load().device())) {
            List<NamedTensor> point = Tensors.copies(learner.parameters());
            double[] at = Tensors.flat(point);
            double[] gradient = gradient(learner, batch, at);
            double norm = Math.sqrt(product(gradient, gradient));
            Random random = new Random(5);
            for (int trial = 0; trial < 3; trial++) {
                double[] direction = direction(gradient, norm, random);
                double ahead = loss(learner, batch, point, at, direction, STEP);
                double behind = loss(learner, batch, point, at, direction, -STEP);

                assertThat((ahead - behind) / (2 * STEP)).isCloseTo(product(gradient, direction), within(0.01 * norm));
            }
        }
    }

    /** A step of plain descent with learning rate 1 takes the gradient off the parameters. */
    private static double[] gradient(Learner learner, Batch batch, double[] at) {
        learner.train(batch, 1, 1, true, 1);
        learner.read();
        double[] after = Tensors.flat(learner.parameters());
        double[] gradient = new double[at.length];
        Arrays.setAll(gradient, i -> at[i] - after[i]);
        return gradient;
    }

    /** The gradient's direction turned by something random as long as it, so that every element takes part. */
    private static double[] direction(double[] gradient, double norm, Random random) {
        double[] direction = new double[gradient.length];
        double spread = Math.sqrt(gradient.length);
        Arrays.setAll(direction, i -> gradient[i] / norm + random.nextGaussian() / spread);
        return direction;
    }

    /** The training loss beside the point, with the random numbers of step 1. */
    private static double loss(
            Learner learner, Batch batch, List<NamedTensor> point, double[] at, double[] direction, double step) {
        learner.restoreParameters(Tensors.like(point, i -> at[i] + step * direction[i]));
        learner.train(batch, 1, 0, true, 1);
        return learner.read().recentMetrics().get("loss");
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
