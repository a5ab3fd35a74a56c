package io.jenkins.trainmodel.trainer.profile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.jenkins.trainmodel.trainer.network.script.ScriptArchive;
import io.jenkins.trainmodel.trainer.network.script.ScriptMethod;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Products of matrices, and the smallest operation, in a script, as networks compute them; DJL itself has no arrays of bfloat16. */
final class TrialScript implements AutoCloseable {
    /** The types of numbers, as TorchScript counts them. */
    enum Type {
        FLOAT32(6),
        BFLOAT16(15);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    private static final String CLASS = "Trial";
    private static final String PRODUCTS = "products";
    private static final String BODY_OF_PRODUCTS = """
            left = matrix.to(type)
            product = left
            for i in range(times):
              product = torch.matmul(left, product)
            return torch.select(torch.select(product, 0, 0), 0, 0).to(6)
        """;

    private static final String ADDITIONS = "additions";
    private static final String BODY_OF_ADDITIONS = """
            sum = number
            for i in range(times):
              sum = torch.add(sum, 1.)
            return sum
        """;

    private final PtNDManager manager;
    private final PtSymbolBlock module;

    TrialScript(PtNDManager manager) {
        this.manager = manager;
        ScriptModule script = new ScriptModule(
                CLASS,
                Map.of("training", true),
                List.of(
                        method(PRODUCTS, "matrix: Tensor, type: int, times: int", BODY_OF_PRODUCTS),
                        method(ADDITIONS, "number: Tensor, times: int", BODY_OF_ADDITIONS)));
        try {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            ScriptArchive.write(script, "trial", archive);
            module = JniUtils.loadModule(manager, new ByteArrayInputStream(archive.toByteArray()), true, false);
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
    }

    private static String method(String name, String arguments, String body) {
        return new ScriptMethod(name, arguments, "Tensor", body).text(CLASS);
    }

    /** A square matrix whose powers stay as large as itself, so that no product meets numbers that are slow. */
    NDArray matrix(PtNDManager scope, int size) {
        return scope.randomNormal(0, (float) (1 / Math.sqrt(size)), new Shape(size, size), DataType.FLOAT32);
    }

    /** Multiplies a matrix with itself so many times, and waits for the result. */
    void multiply(NDArray matrix, Type type, int times) {
        try (IValue factor = IValue.from((PtNDArray) matrix);
                IValue number = IValue.from((long) type.number);
                IValue count = IValue.from((long) times);
                IValue result = IValueUtils.runMethod(module, PRODUCTS, factor, number, count);
                NDArray corner = result.toTensor(manager)) {
            corner.toFloatArray();
        }
    }

    /** Adds to a number so many times, one after the other, and waits for the result. */
    void add(NDArray number, int times) {
        try (IValue summand = IValue.from((PtNDArray) number);
                IValue count = IValue.from((long) times);
                IValue result = IValueUtils.runMethod(module, ADDITIONS, summand, count);
                NDArray sum = result.toTensor(manager)) {
            sum.toFloatArray();
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
