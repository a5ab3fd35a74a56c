package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.module.DeviceFailure;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import io.jenkins.trainmodel.trainer.network.layer.Initializer;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.layer.Part;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a batch through a network part by part, each of them as often as it is asked for, with the script that trains it and with first
 * parameters. Used by one thread.
 */
public final class LayerTrial implements AutoCloseable {
    private final ScriptEngine engine;
    private final LayerScript script;
    private final int samples;
    private int part;
    private NDArray input;

    /** Begins with the first part. */
    public LayerTrial(LearnerSettings settings, Device device, Batch batch) {
        script = new LayerScript(
                NetworkTensors.of(settings.architecture(), settings.trained()),
                settings.architecture().network().parts());
        TrainingScript training = new TrainingScript(settings, device);
        LearnerDescription description = LearnerDescriptions.of(
                settings, FusedOptimizer.of(settings.learning().optimizer()), device);
        DeviceFailure.requireRoom(device, description.account(settings.learning()));
        engine = new ScriptEngine(module(training.module()), device, description.account(settings.learning()));
        new LearnerState(engine, settings, training.stateTensors(), new EpochSums(settings.objective()))
                .restoreParameters(new Initializer(settings.seed()).initialize(settings.tensors()));
        samples = batch.size();
        input = new BatchTensors(settings).features(engine.manager(), batch).toDevice(device, true);
    }

    /** The module that trains, with the methods of its parts as well. */
    private ScriptModule module(ScriptModule training) {
        List<String> methods = new ArrayList<>(training.methods());
        methods.addAll(script.text(TrainingScript::method));
        return new ScriptModule(TrainingScript.CLASS, training.attributes(), methods);
    }

    /** Whether the parts of a network can be run alone: not where code that was written elsewhere computes it. */
    public static boolean isPossible(LearnerSettings settings) {
        return OwnBlock.in(settings.architecture().network()).isEmpty()
                && Scripted.in(settings.architecture().network()).isEmpty();
    }

    /** How many parts there are. */
    public int size() {
        return script.parts().size();
    }

    /** Samples of the batch. */
    public int samples() {
        return samples;
    }

    /** Whether all parts are done. */
    public boolean isAtTheEnd() {
        return part == size();
    }

    /** The part that is under way. */
    public Part part() {
        return script.parts().get(part);
    }

    /** Its parameters that are trained. */
    public List<TensorSpec> trained() {
        return script.trained(part);
    }

    /** Whether training goes back through it. */
    public boolean goesBack() {
        return script.goesBack(part);
    }

    /** Whether a gradient of what comes in is wanted. */
    public boolean goesOn() {
        return script.goesOn(part);
    }

    /** Computes it so many times, and waits until that is done. */
    public void forward(int times) {
        repeat(LayerScript.FORWARD, times);
    }

    /** Computes it and its gradients so many times, at least 2, and waits until that is done. */
    public void forwardAndBack(int times) {
        repeat(LayerScript.BACK, times - 1);
    }

    private void repeat(String method, int times) {
        try (NDArray count = engine.manager().create((long) times);
                NDArray number = engine.withGradients(method + part, input, count)) {
            engine.translated(number::toFloatArray);
        }
    }

    /** Goes on to the next part with what this one gives. */
    public void advance() {
        NDArray output = engine.withGradients(LayerScript.ADVANCE + part, input);
        output.attach(engine.manager());
        input.close();
        input = output;
        part++;
    }

    @Override
    public void close() {
        engine.close();
    }
}
