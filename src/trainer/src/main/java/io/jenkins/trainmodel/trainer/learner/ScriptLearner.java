package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final BatchTensors tensors;
    private final Optional<LossOutside> outside;
    /** Batches of the step under way that were trained. Lifetime: the step; a checkpoint lies between steps. */
    private int batchInStep;

    /** @param saved parameters and buffers that it begins with */
    ScriptLearner(LearnerSettings settings, List<NamedTensor> saved, Device device) {
        this.settings = settings;
        FusedOptimizer optimizer = FusedOptimizer.of(settings.learning().optimizer());
        TrainingScript script = new TrainingScript(settings, device);
        description = LearnerDescriptions.of(settings, optimizer, device);
        DeviceFailure.requireRoom(device, description.account(settings.learning()));
        engine = engine(script, device);
        outside = settings.loss().map(loss -> new LossOutside(engine, loss));
        sums = new EpochSums(settings.objective());
        state = new LearnerState(engine, settings, script.stateTensors(), sums);
        tensors = new BatchTensors(settings);
        state.restoreParameters(saved);
        Scripted.in(settings.architecture().network()).ifPresent(this::requireFitting);
        labels = BatchLabels.of(settings);
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
        try (PtNDManager scope = engine.scope()) {
            return engine.shape("outputs", tensors.zeros(scope, samples).toDevice(engine.device(), false));
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
            NDArray x = tensors.features(scope, batch);
            NDArray targets = tensors.targets(scope, batch);
            phases.end(Phases.TRANSFER);
            if (random) {
                engine.seed(DropoutSeed.of(settings.seed(), step, batchInStep));
            }
            NDArray loss = outside.isPresent()
                    ? outside.get().forward(scope, x, targets, batch)
                    : forward(scope, x, targets, step);
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

    private NDArray forward(PtNDManager scope, NDArray x, NDArray targets, long step) {
        return settings.mixup().isPresent()
                ? engine.forward(
                        x,
                        targets,
                        tensors.share(scope, settings.mixup().get().share(settings.seed(), step, batchInStep)))
                : engine.forward(x, targets);
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
                evaluate(scope, tensors.features(scope, batch), tensors.targets(scope, batch), batch);
            }
        }
        return sums.metrics(engine.vector("read_evaluation"));
    }

    private void evaluate(PtNDManager scope, PtNDArray x, PtNDArray targets, Batch batch) {
        if (outside.isPresent()) {
            outside.get().evaluate(scope, x, targets, batch);
        } else {
            engine.run("evaluate", x, targets);
        }
    }

    @Override
    public void predict(Iterator<Batch> batches, BiConsumer<Batch, float[]> outputs) {
        engine.train(false);
        while (batches.hasNext()) {
            try (Batch batch = batches.next();
                    PtNDManager scope = engine.scope()) {
                labels.require(batch);
                outputs.accept(
                        batch,
                        engine.floats("outputs", tensors.features(scope, batch).toDevice(engine.device(), false)));
            }
        }
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
    public void restoreNetwork(List<NamedTensor> parameters) {
        state.restoreNetwork(parameters);
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
        settings.loss().ifPresent(SampleLoss::close);
    }
}
