package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.augment.Mixup;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Trains a network as generated TorchScript: see {@link TrainingScript}. */
final class ScriptLearner implements Learner {
    private final LearnerSettings settings;
    private final ScriptEngine engine;
    private final LearnerState state;
    private final LearnerDescription description;
    private final BatchLabels labels;
    private final Phases phases = new Phases();
    private final EpochSums sums;
    private final boolean random;
    private final boolean tokens;
    private final long[] sampleShape;
    /** Batches of the step under way that were trained. Lifetime: the step; a checkpoint lies between steps. */
    private int batchInStep;

    private final ByteBuffer share = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());

    ScriptLearner(LearnerSettings settings, List<NamedTensor> tensors, Device device) {
        this.settings = settings;
        FusedOptimizer optimizer = FusedOptimizer.of(settings.learning().optimizer());
        TrainingScript script = new TrainingScript(settings, device);
        description = LearnerDescriptions.of(settings, optimizer, device);
        engine = engine(script, device);
        sums = new EpochSums(settings.objective());
        state = new LearnerState(engine, settings, script.stateTensors(), sums);
        sampleShape = settings.architecture().sampleShape().stream()
                .mapToLong(Integer::longValue)
                .toArray();
        state.restoreParameters(tensors);
        Scripted.in(settings.architecture().network()).ifPresent(this::requireFitting);
        labels = BatchLabels.of(settings);
        tokens = settings.architecture().network().vocabulary().isPresent();
        random = settings.isRandom();
    }

    private ScriptEngine engine(TrainingScript script, Device device) {
        try {
            return new ScriptEngine(script.module(), device, description.account(settings.learning()));
        } catch (EngineException failure) {
            throw Scripted.in(settings.architecture().network())
                    .<RuntimeException>map(network -> FittingShapes.unreadable(network, failure))
                    .orElse(failure);
        }
    }

    private void requireFitting(Scripted network) {
        try {
            new FittingShapes(
                            settings.architecture(), settings.task() == Task.REGRESSION, network, this::shapeOfOutputs)
                    .require();
        } catch (NetworkException unfit) {
            engine.close();
            throw unfit;
        }
    }

    private List<Long> shapeOfOutputs(int samples) {
        int features = settings.architecture().sampleShape().stream().reduce(samples, Math::multiplyExact);
        try (PtNDManager scope = engine.scope()) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(Math.multiplyExact(features, Float.BYTES));
            PtNDArray x = ScriptEngine.view(scope, zeros, shape(samples), DataType.FLOAT32);
            return engine.shape("outputs", x.toDevice(engine.device(), false));
        }
    }

    @Override
    public LearnerDescription description() {
        return description;
    }

    @Override
    public void beginEpoch() {
        engine.run("begin_epoch");
        sums.beginEpoch();
    }

    @Override
    public void train(Batch batch, long step, double learningRate, boolean completesStep, int batchesInStep) {
        labels.require(batch);
        phases.begin();
        try (PtNDManager scope = engine.scope()) {
            NDArray x = features(scope, batch);
            NDArray targets = targets(scope, batch);
            phases.end(Phases.TRANSFER);
            if (random) {
                engine.seed(DropoutSeed.of(settings.seed(), step, batchInStep));
            }
            NDArray loss = settings.mixup().isPresent()
                    ? engine.forward(x, targets, share(scope, settings.mixup().get(), step))
                    : engine.forward(x, targets);
            phases.end(Phases.FORWARD);
            engine.backward(loss);
            phases.end(Phases.BACKWARD);
        }
        batchInStep++;
        if (completesStep) {
            engine.run("update", learningRate, batchesInStep);
            batchInStep = 0;
            sums.completeStep(step);
            phases.end(Phases.UPDATE);
        }
    }

    @Override
    public Reading read() {
        return sums.read(engine.vector("read"));
    }

    @Override
    public Map<String, Double> evaluate(Iterator<Batch> batches) {
        engine.train(false);
        engine.run("begin_evaluation");
        while (batches.hasNext()) {
            try (Batch batch = batches.next();
                    PtNDManager scope = engine.scope()) {
                labels.require(batch);
                engine.run("evaluate", features(scope, batch), targets(scope, batch));
            }
        }
        return sums.metrics(engine.vector("read_evaluation"));
    }

    @Override
    public void predict(Iterator<Batch> batches, BiConsumer<Batch, float[]> outputs) {
        engine.train(false);
        while (batches.hasNext()) {
            try (Batch batch = batches.next();
                    PtNDManager scope = engine.scope()) {
                labels.require(batch);
                outputs.accept(
                        batch, engine.floats("outputs", features(scope, batch).toDevice(engine.device(), false)));
            }
        }
    }

    /** In host memory, without a copy; the methods of the module take it from there. */
    private PtNDArray features(PtNDManager scope, Batch batch) {
        DataType features = tokens ? DataType.INT32 : DataType.FLOAT32;
        return ScriptEngine.view(scope, batch.features(), shape(batch.size()), features);
    }

    /** Of so many samples. */
    private Shape shape(int samples) {
        long[] shape = new long[sampleShape.length + 1];
        shape[0] = samples;
        System.arraycopy(sampleShape, 0, shape, 1, sampleShape.length);
        return new Shape(shape);
    }

    private PtNDArray share(PtNDManager scope, Mixup mixup, long step) {
        share.putFloat(0, mixup.share(settings.seed(), step, batchInStep));
        return ScriptEngine.view(scope, share, new Shape(1), DataType.FLOAT32);
    }

    private PtNDArray targets(PtNDManager scope, Batch batch) {
        return switch (settings.task()) {
            case CLASSIFICATION -> targets(scope, batch, DataType.INT64, new Shape(batch.size()));
            case REGRESSION -> targets(scope, batch, DataType.FLOAT32, new Shape(batch.size()));
            case LANGUAGE_MODEL -> targets(scope, batch, DataType.INT64, new Shape(batch.size(), sampleShape[0]));
            case FORECAST ->
                targets(
                        scope,
                        batch,
                        DataType.FLOAT32,
                        new Shape(
                                batch.size(), settings.forecast().orElseThrow().labels()));
        };
    }

    private static PtNDArray targets(PtNDManager scope, Batch batch, DataType type, Shape shape) {
        return ScriptEngine.view(scope, batch.labels(), shape, type);
    }

    @Override
    public KeyValueCache writing() {
        engine.train(false);
        return engine.cache();
    }

    @Override
    public Map<String, Double> takePhases() {
        return phases.take();
    }

    @Override
    public List<NamedTensor> parameters() {
        return state.parameters();
    }

    @Override
    public List<NamedTensor> networkParameters() {
        return state.networkParameters();
    }

    @Override
    public void merge() {
        engine.run("merge");
    }

    @Override
    public List<NamedTensor> optimizerState() {
        return state.optimizerState();
    }

    @Override
    public void requireFinite() throws IOException {
        state.requireFinite();
    }

    @Override
    public LearnedTensors copy() {
        return state.copy();
    }

    @Override
    public void restoreParameters(List<NamedTensor> parameters) {
        state.restoreParameters(parameters);
    }

    @Override
    public void restoreOptimizerState(List<NamedTensor> tensors) {
        state.restoreOptimizerState(tensors);
    }

    @Override
    public void continueOptimizer(List<NamedTensor> tensors, Set<String> anew) {
        state.continueOptimizer(tensors, anew);
    }

    @Override
    public void close() {
        engine.close();
    }
}
