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
import java.util.Set;
import java.util.stream.IntStream;

/** Settings of learners in tests: Adam, accuracy or mean absolute error, and whatever a test changes. */
record Specs(
        OptimizerSpec optimizer,
        Optional<Double> gradientClip,
        double labelSmoothing,
        ClassWeights classWeights,
        List<String> metrics,
        Precision precision,
        List<Long> classCounts,
        List<ParameterGroup> groups,
        boolean checkpointing) {
    static final OptimizerSpec ADAM = new OptimizerSpec.Adam(0.001, 0, 0.9, 0.999, 1e-8);

    static Specs measuring(String... metrics) {
        return new Specs(
                ADAM,
                Optional.empty(),
                0,
                new ClassWeights.None(),
                List.of(metrics),
                Precision.FLOAT32,
                List.of(),
                List.of(),
                false);
    }

    Specs optimizer(OptimizerSpec other) {
        return new Specs(
                other,
                gradientClip,
                labelSmoothing,
                classWeights,
                metrics,
                precision,
                classCounts,
                groups,
                checkpointing);
    }

    Specs clip(double norm) {
        return new Specs(
                optimizer,
                Optional.of(norm),
                labelSmoothing,
                classWeights,
                metrics,
                precision,
                classCounts,
                groups,
                checkpointing);
    }

    Specs smoothing(double smoothing) {
        return new Specs(
                optimizer,
                gradientClip,
                smoothing,
                classWeights,
                metrics,
                precision,
                classCounts,
                groups,
                checkpointing);
    }

    Specs weights(ClassWeights weights, Long... counts) {
        return new Specs(
                optimizer,
                gradientClip,
                labelSmoothing,
                weights,
                metrics,
                precision,
                List.of(counts),
                groups,
                checkpointing);
    }

    Specs precision(Precision other) {
        return new Specs(
                optimizer,
                gradientClip,
                labelSmoothing,
                classWeights,
                metrics,
                other,
                classCounts,
                groups,
                checkpointing);
    }

    Specs groups(ParameterGroup... others) {
        return new Specs(
                optimizer,
                gradientClip,
                labelSmoothing,
                classWeights,
                metrics,
                precision,
                classCounts,
                List.of(others),
                checkpointing);
    }

    /** Blocks keep their inputs alone. */
    Specs checkpointing(boolean whether) {
        return new Specs(
                optimizer,
                gradientClip,
                labelSmoothing,
                classWeights,
                metrics,
                precision,
                classCounts,
                groups,
                whether);
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
                Set.of(),
                Optional.empty(),
                bytes,
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
                Set.of(),
                Optional.empty(),
                List.of(),
                Optional.of(forecast));
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
                Optional.empty(),
                precision,
                checkpointing);
        return new LearnerSettings(architecture, task, learning, classCounts, 1, 7);
    }
}
