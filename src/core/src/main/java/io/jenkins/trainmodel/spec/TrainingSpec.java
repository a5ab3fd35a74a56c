package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.CertainEnd;
import io.jenkins.trainmodel.stop.StopRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to train, on what, how, and when to stop: complete and valid, every default filled in. Only {@link SpecReader}
 * makes one from text.
 *
 * @param name names the run in reports and trends
 * @param seed seeds initial parameters, split, shuffling and dropout
 * @param parent an earlier run's directory or model package, which rules compare with by default; absolute
 * @param stopWhen at least one rule, in the order of the specification
 * @param endless whether the rules need not end the run in finite time, because a person will
 */
public record TrainingSpec(
        String name,
        long seed,
        Optional<Path> parent,
        DataSpec data,
        ModelSpec model,
        LearningSpec training,
        List<StopRule> stopWhen,
        boolean endless,
        CheckpointSpec checkpoint,
        ReportingSpec reporting,
        DeviceSpec device) {

    /** Whether the run ends in finite time whatever it measures, or need not. */
    public boolean hasCertainEnd() {
        return endless || CertainEnd.isSetBy(stopWhen, 0);
    }

    /** Where samples come from; paths are absolute. */
    public sealed interface DataSpec {
        /** The share of samples held out for validation, in (0, 1); unused where validation data is given. */
        double validation();

        /** The share of samples that is kept for the test, in (0, 1); unused where test data is given. */
        Optional<Double> test();

        /** Whether the kept model is measured on samples that neither trained nor chose it. */
        boolean isTested();

        Task task();

        /**
         * A CSV file with a header; every column but the label is a feature.
         *
         * @param label the name of the label's column
         * @param scale every feature is multiplied by it
         * @param shape the shape of one sample, such as 1×8×8, for networks that need one; empty: flat
         * @param validationPath a file of its own for validation
         * @param ignore columns that are not features
         * @param missing what becomes of a row with a missing value
         * @param testPath a file of its own for the test
         */
        record Csv(
                Path path,
                String label,
                Task task,
                double scale,
                boolean standardize,
                List<Integer> shape,
                double validation,
                Optional<Path> validationPath,
                List<String> ignore,
                Missing missing,
                Optional<Double> test,
                Optional<Path> testPath)
                implements DataSpec {
            @Override
            public boolean isTested() {
                return test.isPresent() || testPath.isPresent();
            }
        }

        /** MNIST-style IDX files, plain or gzip. */
        record Idx(
                Path images,
                Path labels,
                Task task,
                double scale,
                double validation,
                Optional<Path> validationImages,
                Optional<Path> validationLabels,
                Optional<Double> test,
                Optional<Path> testImages,
                Optional<Path> testLabels)
                implements DataSpec {
            @Override
            public boolean isTested() {
                return test.isPresent() || testImages.isPresent();
            }
        }

        /** A folder with one sub-folder a class; every image is resized to height × width. */
        record ImageFolder(
                Path path,
                int height,
                int width,
                boolean grayscale,
                double validation,
                Optional<Path> validationPath,
                Optional<Double> test,
                Optional<Path> testPath)
                implements DataSpec {
            @Override
            public boolean isTested() {
                return test.isPresent() || testPath.isPresent();
            }

            @Override
            public Task task() {
                return Task.CLASSIFICATION;
            }
        }
    }

    /** What becomes of a row with a missing value. */
    public enum Missing {
        FAIL,
        SKIP
    }

    public enum Task {
        CLASSIFICATION,
        REGRESSION
    }

    /**
     * The network, found by its type's name among the trainer's networks.
     *
     * @param options what the type's reader accepted, by key: numbers, strings and lists of them
     */
    public record ModelSpec(String type, Map<String, Object> options) {}

    /**
     * How to learn.
     *
     * @param accumulate batches whose gradients are added up for one optimizer step
     * @param gradientClip the largest global L2 norm of the gradient; empty: no clipping
     * @param labelSmoothing in [0, 1), classification only
     * @param classWeights none, balanced (inverse class frequency) or one weight a class
     * @param metrics names without prefix: accuracy, top5, f1, mae, rmse, r2
     * @param validateEverySteps validate also within an epoch; empty: only at its end
     * @param precision float32 or bfloat16 (mixed: parameters stay float32)
     */
    public record LearningSpec(
            int batchSize,
            OptimizerSpec optimizer,
            ScheduleSpec schedule,
            Optional<Double> gradientClip,
            int accumulate,
            double labelSmoothing,
            ClassWeights classWeights,
            List<String> metrics,
            Optional<Integer> validateEverySteps,
            Precision precision) {}

    public enum Precision {
        FLOAT32,
        BFLOAT16
    }

    public sealed interface OptimizerSpec {
        double learningRate();

        double weightDecay();

        record Sgd(double learningRate, double weightDecay, double momentum, boolean nesterov)
                implements OptimizerSpec {}

        record Adam(double learningRate, double weightDecay, double beta1, double beta2, double epsilon)
                implements OptimizerSpec {}

        record AdamW(double learningRate, double weightDecay, double beta1, double beta2, double epsilon)
                implements OptimizerSpec {}
    }

    /** A learning rate schedule over optimizer steps, after a linear warm-up from 0 over {@code warmupSteps}. */
    public sealed interface ScheduleSpec {
        int warmupSteps();

        record Constant(int warmupSteps) implements ScheduleSpec {}

        /** Multiplied by {@code factor} every {@code everyEpochs}. */
        record StepDecay(int warmupSteps, int everyEpochs, double factor) implements ScheduleSpec {}

        /** Down to {@code minimum} × learning rate over {@code epochs}; empty: the epochs the rules allow. */
        record Cosine(int warmupSteps, Optional<Integer> epochs, double minimum) implements ScheduleSpec {}

        record Linear(int warmupSteps, Optional<Integer> epochs, double minimum) implements ScheduleSpec {}

        /**
         * Cosines one after the other, each from the learning rate down to {@code minimum} × learning rate, each
         * {@code multiplier} times as long as the one before. The first is so many epochs or so many steps long.
         */
        record CosineRestarts(
                int warmupSteps,
                Optional<Integer> cycleEpochs,
                Optional<Integer> cycleSteps,
                int multiplier,
                double minimum)
                implements ScheduleSpec {}

        /**
         * Multiplied by {@code factor} after {@code patience} checks of a metric without improvement, down to
         * {@code minLearningRate}; then {@code cooldown} checks do not count.
         */
        record Plateau(
                int warmupSteps,
                String metric,
                Direction mode,
                double factor,
                int patience,
                double minDelta,
                int cooldown,
                double minLearningRate,
                StopRule.Every every)
                implements ScheduleSpec {}

        record Polynomial(int warmupSteps, Optional<Integer> epochs, double minimum, double power)
                implements ScheduleSpec {}
    }

    public sealed interface ClassWeights {
        record None() implements ClassWeights {}

        record Balanced() implements ClassWeights {}

        record Given(List<Double> weights) implements ClassWeights {}
    }

    /**
     * When to save and what to keep.
     *
     * @param everyMinutes also within an epoch
     * @param everySteps also within an epoch, whenever so many optimizer steps are complete
     * @param keep the newest checkpoints that are kept, at least 1
     * @param keepBest the best checkpoints that are kept besides
     * @param metric which metric tells the best
     * @param mode which way the metric gets better
     * @param shardBytes safetensors files are split above this size
     */
    public record CheckpointSpec(
            int everyEpochs,
            Optional<Double> everyMinutes,
            Optional<Integer> everySteps,
            int keep,
            int keepBest,
            String metric,
            Direction mode,
            long shardBytes) {}

    /**
     * What is written while training.
     *
     * @param everySteps loss and metrics are read from the device and written as a step event every so many steps
     * @param telemetryEvery how often host statistics are sampled
     * @param tensorboard whether TensorBoard event files are written
     */
    public record ReportingSpec(int everySteps, Duration telemetryEvery, boolean tensorboard) {}

    /**
     * Where to compute.
     *
     * @param kind {@code cpu} or {@code gpu} (an error where it cannot be had), or {@code auto} (says what it chose)
     * @param threads threads of the engine on the CPU; empty: the physical cores
     * @param libtorch a directory with a libtorch of the right version, taken instead of a download
     */
    public record DeviceSpec(Kind kind, Optional<Integer> threads, Optional<Path> libtorch) {
        public enum Kind {
            AUTO,
            CPU,
            GPU
        }
    }
}
