package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.spec.ParameterGroup;
import io.jenkins.trainmodel.spec.ScheduleSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.network.Architecture;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Settings of learners in tests: Adam, accuracy or mean absolute error, and whatever a test changes. */
final class Specs {
    static final OptimizerSpec ADAM = new OptimizerSpec.Adam(0.001, 0, 0.9, 0.999, 1e-8);

    private OptimizerSpec optimizer = ADAM;
    private Optional<Double> gradientClip = Optional.empty();
    private double labelSmoothing;
    private ClassWeights classWeights = new ClassWeights.None();
    private final List<String> metrics;
    private Precision precision = Precision.FLOAT32;
    private List<Long> classCounts = List.of();
    private List<ParameterGroup> groups = List.of();
    private boolean checkpointing;

    private Specs(List<String> metrics) {
        this.metrics = metrics;
    }

    static Specs measuring(String... metrics) {
        return new Specs(List.of(metrics));
    }

    /** All that decay weights, so that a parameter without a gradient would move all the same. */
    static Stream<OptimizerSpec> decayingOptimizers() {
        return Stream.of(
                new OptimizerSpec.Sgd(1, 0.5, 0, false),
                new OptimizerSpec.Sgd(1, 0.5, 0.9, true),
                new OptimizerSpec.Adam(1, 0.5, 0.9, 0.999, 1e-8),
                new OptimizerSpec.AdamW(1, 0.5, 0.9, 0.999, 1e-8));
    }

    private Specs with(Consumer<Specs> change) {
        Specs copy = new Specs(metrics);
        copy.optimizer = optimizer;
        copy.gradientClip = gradientClip;
        copy.labelSmoothing = labelSmoothing;
        copy.classWeights = classWeights;
        copy.precision = precision;
        copy.classCounts = classCounts;
        copy.groups = groups;
        copy.checkpointing = checkpointing;
        change.accept(copy);
        return copy;
    }

    Specs optimizer(OptimizerSpec other) {
        return with(copy -> copy.optimizer = other);
    }

    Specs clip(double norm) {
        return with(copy -> copy.gradientClip = Optional.of(norm));
    }

    Specs smoothing(double smoothing) {
        return with(copy -> copy.labelSmoothing = smoothing);
    }

    Specs weights(ClassWeights weights, Long... counts) {
        return with(copy -> {
            copy.classWeights = weights;
            copy.classCounts = List.of(counts);
        });
    }

    Specs precision(Precision other) {
        return with(copy -> copy.precision = other);
    }

    Specs groups(ParameterGroup... others) {
        return with(copy -> copy.groups = List.of(others));
    }

    /** Blocks keep their inputs alone. */
    Specs checkpointing(boolean whether) {
        return with(copy -> copy.checkpointing = whether);
    }

    LearnerSettings classifier(Architecture architecture) {
        return settings(architecture, Task.CLASSIFICATION);
    }

    LearnerSettings regression(Architecture architecture) {
        return settings(architecture, Task.REGRESSION);
    }

    /** Every token stands for one byte, and the last one for two. */
    LearnerSettings languageModel(Architecture architecture) {
        List<Integer> bytes = IntStream.rangeClosed(1, architecture.outputs())
                .mapToObj(token -> token == architecture.outputs() ? 2 : 1)
                .toList();
        LearnerSettings plain = settings(architecture, Task.LANGUAGE_MODEL);
        return new LearnerSettings(
                architecture,
                plain.task(),
                plain.learning(),
                List.of(),
                1,
                plain.seed(),
                Trained.WHOLE,
                Optional.empty(),
                bytes,
                Optional.empty(),
                Optional.empty());
    }

    LearnerSettings forecast(Architecture architecture, Forecast forecast) {
        LearnerSettings plain = settings(architecture, Task.FORECAST);
        return new LearnerSettings(
                architecture,
                plain.task(),
                plain.learning(),
                List.of(),
                1,
                plain.seed(),
                Trained.WHOLE,
                Optional.empty(),
                List.of(),
                Optional.of(forecast),
                Optional.empty());
    }

    private LearnerSettings settings(Architecture architecture, Task task) {
        LearningSpec learning = new LearningSpec(
                Optional.of(8),
                optimizer,
                new ScheduleSpec.Constant(0),
                groups,
                gradientClip,
                Optional.of(1),
                Optional.empty(),
                labelSmoothing,
                classWeights,
                metrics,
                List.of(),
                Optional.empty(),
                precision,
                checkpointing,
                Optional.empty(),
                Optional.empty());
        return new LearnerSettings(architecture, task, learning, classCounts, 1, 7);
    }
}
