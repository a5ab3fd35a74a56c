package io.jenkins.trainmodel.trainer.learner.module;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.nio.ByteBuffer;
import java.util.Map;

/** Copies the tensors of a module to host memory and back, whole or in pieces. */
public record HostTransfer(ScriptEngine engine) {
    private static final Map<TensorType, DataType> TYPES = Map.of(
            TensorType.F32, DataType.FLOAT32,
            TensorType.F64, DataType.FLOAT64,
            TensorType.I64, DataType.INT64);

    /**
     * A copy in host memory of a tensor.
     *
     * @param method takes the tensor's place in a list and gives the copy
     * @param owner frees it when it is closed
     */
    public PtNDArray copy(String method, int place, PtNDManager owner) {
        try (IValue index = IValue.from((long) place);
                IValue value = engine.read(() -> engine.call(method, index))) {
            return value.toTensor(owner);
        }
    }

    /** Elements of a tensor in host memory, without a copy; no more than 2 GiB of them. */
    public ByteBuffer view(PtNDArray tensor, long first, long count) {
        try (IValue values = IValue.from(tensor);
                IValue begin = IValue.from(first);
                IValue length = IValue.from(count);
                IValue value = engine.call("part", values, begin, length)) {
            return JniUtils.getByteBuffer(value.toTensor(tensor.getManager()), true);
        }
    }

    /**
     * Copies a part of a tensor into host memory.
     *
     * @param method takes the tensor's place in a list, the first element and how many, and gives these
     */
    public void read(String method, int place, long first, long count, ByteBuffer target) {
        try (PtNDManager scope = engine.scope();
                IValue index = IValue.from((long) place);
                IValue begin = IValue.from(first);
                IValue length = IValue.from(count);
                IValue value = engine.call(method, index, begin, length)) {
            PtNDArray part = value.toTensor(scope);
            target.put(engine.read(() -> JniUtils.getByteBuffer(part, true)));
        }
    }

    /**
     * Gives a part of a tensor to a method that copies it.
     *
     * @param method takes the tensor's place in a list, the first element, and the elements
     * @param elements in a direct buffer
     */
    public void give(String method, int place, long first, ByteBuffer elements, TensorType type) {
        Shape shape = new Shape(elements.remaining() / type.bytes());
        try (PtNDManager scope = engine.scope();
                IValue index = IValue.from((long) place);
                IValue begin = IValue.from(first);
                IValue values = IValue.from(ScriptEngine.view(scope, elements, shape, TYPES.get(type)))) {
            engine.run(method, index, begin, values);
        }
    }
}
