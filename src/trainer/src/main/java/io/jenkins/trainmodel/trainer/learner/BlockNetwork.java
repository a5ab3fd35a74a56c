package io.jenkins.trainmodel.trainer.learner;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.jenkins.trainmodel.trainer.learner.block.HeldMemory;
import io.jenkins.trainmodel.trainer.learner.block.RunningBlock;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A block of a user's own, which computes with the tensors of the script: so gradients, clipping, updates and checkpoints are
 * those of every network.
 */
final class BlockNetwork implements NetworkPass {
    static final String PREPARE = "prepare";

    /** What libtorch says; DJL's own question after it is not answered by what was computed. */
    private static final String UNDERIVED = "does not require grad";

    private final ScriptEngine engine;
    private final RunningBlock block;
    private final List<String> trained;
    private final HeldMemory memory;
    private boolean holding;
    /** Of the first way back; empty before. */
    private Optional<List<String>> withoutGradient = Optional.empty();

    /**
     * @param trained names of the parameters that the script trains, in its order
     * @param frozen names of parameters that stay as they are
     */
    BlockNetwork(ScriptEngine engine, RunningBlock block, List<String> trained, Set<String> frozen) {
        this.trained = trained;
        this.engine = engine;
        this.block = block;
        memory = HeldMemory.of(engine.manager());
        try (IValue tensors = engine.call("tensors")) {
            block.use(List.of(tensors.toTensorArray(engine.manager())), frozen, memory);
        }
    }

    @Override
    public NDArray learn(PtNDManager scope, NDArray x, Optional<PtNDArray> share) {
        NDArray prepared = engine.withGradients(
                PREPARE, Stream.concat(Stream.of(x), share.stream()).toArray(NDArray[]::new));
        prepared.attach(scope);
        hold();
        return computed(() -> block.learn(scope, prepared));
    }

    @Override
    public NDArray outputs(PtNDManager scope, PtNDArray x) {
        return computed(() -> block.outputs(scope, x.toDevice(engine.device(), false)));
    }

    /** What the device lacks is no fault of the block. */
    private NDArray computed(Supplier<NDArray> call) {
        try {
            return call.get();
        } catch (RuntimeException failure) {
            Throwable said = failure instanceof EngineException ? failure : failure.getCause();
            if (said instanceof EngineException ofEngine) {
                RuntimeException told = engine.told(ofEngine);
                throw told == ofEngine ? failure : told;
            }
            throw failure;
        }
    }

    @Override
    public void backward(NDArray loss) {
        try {
            NDList unused = engine.backward(loss);
            block.putBack();
            if (withoutGradient.isEmpty()) {
                withoutGradient = Optional.of(unused.stream()
                        .map(place -> trained.get(Math.toIntExact(place.getLong(0))))
                        .toList());
            }
        } catch (EngineException failure) {
            throw String.valueOf(failure.getMessage()).contains(UNDERIVED) ? block.underived() : failure;
        } finally {
            release();
        }
    }

    @Override
    public List<String> withoutGradient() {
        return withoutGradient.orElse(List.of());
    }

    /** A batch that failed before its way back is held no longer. */
    private void hold() {
        release();
        memory.hold();
        holding = true;
    }

    private void release() {
        if (holding) {
            memory.release();
            holding = false;
        }
    }

    @Override
    public void close() {
        release();
        block.close();
    }
}
