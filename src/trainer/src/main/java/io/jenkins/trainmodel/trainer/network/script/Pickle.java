package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a tree of modules in the part of Python's pickle protocol 2 that TorchScript's reader takes. The elements of
 * tensors are not in it: each is a storage of its own, numbered in the order of writing.
 */
final class Pickle {
    private static final int PROTOCOL = 0x80;
    private static final int NEW_OBJECT = 0x81;
    private static final int TRUE = 0x88;
    private static final int FALSE = 0x89;
    private static final int LONG_1 = 0x8a;
    private static final Map<TensorType, String> STORAGES = Map.of(
            TensorType.F32, "FloatStorage",
            TensorType.F64, "DoubleStorage",
            TensorType.F16, "HalfStorage",
            TensorType.BF16, "BFloat16Storage",
            TensorType.I64, "LongStorage",
            TensorType.I32, "IntStorage",
            TensorType.I16, "ShortStorage",
            TensorType.I8, "CharStorage",
            TensorType.U8, "ByteStorage",
            TensorType.BOOL, "BoolStorage");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<NamedTensor> storages = new ArrayList<>();

    private Pickle() {}

    /** The bytes, and the tensors whose elements are the storages 0, 1, 2, …. */
    record Pickled(byte[] bytes, List<NamedTensor> storages) {}

    static Pickled of(ScriptObject root) {
        Pickle pickle = new Pickle();
        pickle.code(PROTOCOL).code(2).value(root).code('.');
        return new Pickled(pickle.bytes.toByteArray(), pickle.storages);
    }

    private Pickle value(Object value) {
        if (value instanceof EmbeddedModule module) {
            new EmbeddedPickle(this, module).write();
            return this;
        }
        if (value instanceof ScriptModule module) {
            return module(module);
        }
        if (value instanceof ScriptModule.Tensor tensor) {
            return tensor(tensor);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        if (value instanceof Boolean flag) {
            return truth(flag);
        }
        if (value instanceof Long number) {
            return number(number);
        }
        throw new IllegalArgumentException("cannot be written to an archive: " + value.getClass());
    }

    private Pickle module(ScriptModule module) {
        object(ScriptModule.NAMESPACE, module.className());
        module.attributes().forEach((name, value) -> text(name).value(value));
        return code('u').code('b');
    }

    /** A list of tensors, which libtorch holds in a type of its own. */
    private Pickle list(List<?> list) {
        global("torch.jit._pickle", "build_tensorlist").code('(').code(']').code('(');
        list.forEach(this::value);
        return code('e').code('t').code('R');
    }

    /** A call of PyTorch's function that makes a tensor from storage, offset, shape, strides and flags. */
    Pickle tensor(ScriptModule.Tensor tensor) {
        List<Long> shape = tensor.values().shape();
        global("torch._utils", "_rebuild_tensor_v2").code('(');
        storage(tensor.values());
        number(0).tuple(shape).tuple(strides(shape));
        code(tensor.role() == ScriptModule.Tensor.Role.PARAMETER ? TRUE : FALSE);
        global("collections", "OrderedDict").code(')').code('R');
        return code('t').code('R');
    }

    private void storage(NamedTensor values) {
        code('(').text("storage").global("torch", STORAGES.get(values.type())).text(String.valueOf(storages.size()));
        text("cpu").number(values.byteSize() / values.type().bytes()).code('t').code('Q');
        storages.add(values);
    }

    private static List<Long> strides(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long stride = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.get(axis);
        }
        return List.of(strides);
    }

    private Pickle tuple(List<Long> numbers) {
        code('(');
        numbers.forEach(this::number);
        return code('t');
    }

    Pickle number(long number) {
        if (number == (int) number) {
            return code('J').bytes(little(Integer.BYTES).putInt((int) number));
        }
        return code(LONG_1).code(Long.BYTES).bytes(little(Long.BYTES).putLong(number));
    }

    Pickle text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return code('X').bytes(little(Integer.BYTES).putInt(utf8.length)).bytes(ByteBuffer.wrap(utf8));
    }

    Pickle global(String module, String name) {
        return code('c').bytes(ByteBuffer.wrap((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    Pickle real(double number) {
        return code('G').bytes(ByteBuffer.allocate(Double.BYTES).putDouble(number));
    }

    Pickle truth(boolean value) {
        return code(value ? TRUE : FALSE);
    }

    /** Begins an object of a class, whose attributes follow. */
    Pickle object(String module, String name) {
        return global(module, name).code(')').code(NEW_OBJECT).code('}').code('(');
    }

    /** Remembers what was written last under a number. */
    Pickle remember(int place) {
        return code('r').bytes(little(Integer.BYTES).putInt(place));
    }

    Pickle remembered(int place) {
        return code('j').bytes(little(Integer.BYTES).putInt(place));
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Pickle bytes(ByteBuffer buffer) {
        bytes.write(buffer.array(), 0, buffer.capacity());
        return this;
    }

    Pickle code(int code) {
        bytes.write(code);
        return this;
    }
}
