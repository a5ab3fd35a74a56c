package io.jenkins.trainmodel.trainer.learner.module;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import java.util.Arrays;
import java.util.List;

/**
 * A language model asked for the token that follows. It keeps the keys and values that attention made of the tokens it has
 * read: asked about these and some more, it reads those alone, and anything else from its beginning. A script without
 * {@link LanguageModel#EXTEND}, as packages had none once, reads everything each time. Used by one thread.
 */
public final class KeyValueCache implements AutoCloseable {
    private final PtNDManager manager;
    private final Call call;
    private final boolean keeps;
    /** What the model has read and {@link #past} was made of. */
    private int[] read = {};

    private IValue past;

    /** A call of one of the module's methods, in inference mode. */
    public interface Call {
        IValue of(String method, IValue... arguments);
    }

    /** @param call calls the module */
    public KeyValueCache(PtNDManager manager, PtSymbolBlock module, Call call) {
        this.manager = manager;
        this.call = call;
        keeps = List.of(JniUtils.getMethodNames(module)).contains(LanguageModel.EXTEND);
        past = nothing();
    }

    private static IValue nothing() {
        return IValue.listFrom(new PtNDArray[0]);
    }

    /**
     * The logits of the token that follows, one for each of the vocabulary.
     *
     * @param tokens at least one, and as many as the model's context at most
     */
    public float[] next(int[] tokens) {
        if (!keeps) {
            return ask(LanguageModel.NEXT, tokens);
        }
        if (!continues(tokens)) {
            keep(new int[0], nothing());
        }
        return extend(tokens);
    }

    private boolean continues(int[] tokens) {
        return tokens.length > read.length && Arrays.equals(tokens, 0, read.length, read, 0, read.length);
    }

    private float[] ask(String method, int[] tokens) {
        try (PtNDManager scope = (PtNDManager) manager.newSubManager();
                IValue input = input(scope, tokens);
                IValue logits = call.of(method, input)) {
            return floats(scope, logits);
        }
    }

    private float[] extend(int[] tokens) {
        int[] more = Arrays.copyOfRange(tokens, read.length, tokens.length);
        try (PtNDManager scope = (PtNDManager) manager.newSubManager();
                IValue input = input(scope, more);
                IValue both = call.of(LanguageModel.EXTEND, input, past)) {
            IValue[] parts = both.toIValueTuple();
            keep(tokens, parts[1]);
            try (IValue logits = parts[0]) {
                return floats(scope, logits);
            }
        }
    }

    private void keep(int[] tokens, IValue keysAndValues) {
        past.close();
        past = keysAndValues;
        read = tokens;
    }

    private static IValue input(PtNDManager scope, int[] tokens) {
        return IValue.from((PtNDArray) scope.create(tokens, new Shape(1, tokens.length)));
    }

    private static float[] floats(PtNDManager scope, IValue logits) {
        try (NDArray array = logits.toTensor(scope)) {
            return array.toFloatArray();
        }
    }

    @Override
    public void close() {
        past.close();
    }
}
