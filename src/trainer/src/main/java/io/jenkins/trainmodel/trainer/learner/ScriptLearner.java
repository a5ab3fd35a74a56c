package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.block.RunningBlock;
import io.jenkins.trainmodel.trainer.learner.module.DeviceFailure;
import io.jenkins.trainmodel.trainer.learner.module.KeyValueCache;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
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
    final ScriptEngine engine;
    private final LearnerState state;
    private final LearnerDescription description;
    private final BatchLabels labels;
    private final Phases phases = new Phases();
    private final EpochSums sums;
    private final boolean random;
    private final BatchTensors tensors;
    private final NetworkPass network;
    private final BatchPass pass;
    private final Sharing sharing;
    private final LossShare lossShare;
    private final Optional<StepSum> together;
    /** Batches of the step under way that were trained. Lifetime: the step; a checkpoint lies between steps. */
    private int batchInStep;

    /**
     * @param saved parameters and buffers that it begins with
     * @param block that computes the network; empty where the script does
     * @param sharing with whom it learns together
     */
    ScriptLearner(
            LearnerSettings settings,
            List<NamedTensor> saved,
            Optional<RunningBlock> block,
            Device device,
            Sharing sharing) {
        this.settings = settings;
        FusedOptimizer optimizer = FusedOptimizer.of(settings.learning().optimizer());
        TrainingScript script = new TrainingScript(settings, device);
        description = LearnerDescriptions.of(settings, optimizer, device);
        DeviceFailure.requireRoom(device, description.account(settings.learning()));
        engine = engine(script, device);
        network = block.<NetworkPass>map(own -> new BlockNetwork(
                        engine, own, script.trained(), settings.trained().frozen()))
                .orElseGet(() -> new ScriptNetwork(engine));
        pass = pass(block.isPresent());
        sums = new EpochSums(settings.objective());
        state = new LearnerState(engine, settings, script.stateTensors(), sums);
        tensors = new BatchTensors(settings);
        state.restoreParameters(saved);
        Scripted.in(settings.architecture().network()).ifPresent(new FittingScript(settings, engine, tensors)::require);
        labels = BatchLabels.of(settings);
        random = settings.isRandom();
        this.sharing = sharing;
        lossShare = new LossShare(sharing, settings.lossWeights());
        together = sharing.collective().map(others -> new StepSum(engine, others));
    }

    private BatchPass pass(boolean outside) {
        return settings.loss()
                .<BatchPass>map(loss -> new LossOutside(engine, network, loss))
                .orElseGet(() -> outside ? new NetworkOutside(engine, network) : new Inside(engine));
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
        if (batchInStep == 0) {
            together.ifPresent(StepSum::begin);
        }
        double whole = lossShare.whole(batch);
        if (batch.size() > 0) {
            List<Batch> parts = batch.parts(sharing.most(), settings.leastBatch());
            for (int part = 0; part < parts.size(); part++) {
                learn(parts.get(part), part, step, lossShare.weight(parts.get(part)) / whole);
            }
        }
        batchInStep++;
        if (completesStep) {
            together.ifPresent(StepSum::complete);
            engine.run("update", learningRate, batchesInStep);
            batchInStep = 0;
            sums.completeStep(step);
            phases.end(Phases.UPDATE);
        }
    }

    /** Adds the gradient of a part, whose mean counts so much in that over the whole batch. */
    private void learn(Batch batch, int part, long step, double counts) {
        try (PtNDManager scope = engine.scope()) {
            NDArray x = tensors.features(scope, batch);
            NDArray targets = tensors.targets(scope, batch);
            phases.end(Phases.TRANSFER);
            if (random) {
                engine.seed(DropoutSeed.of(settings.seed(), step, batchInStep, sharing.rank(), part));
            }
            NDArray loss = pass.forward(scope, x, targets, batch, share(scope, step));
            phases.end(Phases.FORWARD);
            network.backward(counts == 1 ? loss : loss.mul((float) counts));
            phases.end(Phases.BACKWARD);
        }
    }

    @Override
    public List<String> withoutGradient() {
        return network.withoutGradient();
    }

    private Optional<PtNDArray> share(PtNDManager scope, long step) {
        return settings.mixup().map(mixup -> tensors.share(scope, mixup.share(settings.seed(), step, batchInStep)));
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
                pass.evaluate(scope, tensors.features(scope, batch), tensors.targets(scope, batch), batch);
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
                NDArray said = network.outputs(scope, tensors.features(scope, batch));
                outputs.accept(batch, engine.read(said::toFloatArray));
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
        network.close();
        engine.close();
        settings.loss().ifPresent(SampleLoss::close);
    }
}
