package io.jenkins.trainmodel.trainer.torchscript;

import io.jenkins.trainmodel.trainer.tensor.TensorType;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Global;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Instance;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Mapping;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Storage;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Stored;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Text;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Truth;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Tuple;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What TorchScript's pickles call, described: functions, objects and storages. All else is refused. */
final class PickleCalls {
    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String QUANTIZED = "torch._utils._rebuild_qtensor";
    private static final Set<String> KEPT = Set.of(
            "collections.OrderedDict",
            "torch.device",
            "torch.jit._pickle.build_intlist",
            "torch.jit._pickle.build_doublelist",
            "torch.jit._pickle.build_boollist",
            "torch.jit._pickle.build_tensorlist",
            "torch.jit._pickle.restore_type_tag");

    private static final Map<String, TensorType> STORAGES = Map.of(
            "FloatStorage", TensorType.F32,
            "DoubleStorage", TensorType.F64,
            "HalfStorage", TensorType.F16,
            "BFloat16Storage", TensorType.BF16,
            "LongStorage", TensorType.I64,
            "IntStorage", TensorType.I32,
            "ShortStorage", TensorType.I16,
            "CharStorage", TensorType.I8,
            "ByteStorage", TensorType.U8,
            "BoolStorage", TensorType.BOOL);

    private PickleCalls() {}

    static PickleValue result(Global function, Tuple arguments) throws ScriptFileException {
        String name = function.qualifiedName();
        if (name.equals(TENSOR)) {
            return tensor(arguments.items());
        }
        if (name.equals(QUANTIZED)) {
            throw new ScriptFileException(
                    "it is quantized, and whole numbers are not trained; export the network before it is quantized");
        }
        if (!KEPT.contains(name)) {
            throw new ScriptFileException("its pickle calls " + name + ", which TorchScript never does");
        }
        return new PickleValue.Call(function, arguments);
    }

    /** Storage, offset, shape, strides, whether it is trained, and hooks, of which there are none. */
    private static Stored tensor(List<PickleValue> arguments) throws ScriptFileException {
        Storage storage = (Storage) arguments.get(0);
        Stored tensor = new Stored(
                storage,
                number(arguments.get(1)),
                numbers(arguments.get(2)),
                numbers(arguments.get(3)),
                ((Truth) arguments.get(4)).value());
        if (!isWithin(tensor)) {
            throw new ScriptFileException("a tensor of shape " + tensor.shape() + " lies beyond its storage "
                    + storage.key() + " of " + storage.elements()
                    + " elements, or repeats them; export it with contiguous()");
        }
        return tensor;
    }

    private static boolean isWithin(Stored tensor) {
        try {
            return tensor.isWithin();
        } catch (ArithmeticException overflow) {
            return false;
        }
    }

    private static long number(PickleValue value) {
        return ((Whole) value).value();
    }

    private static List<Long> numbers(PickleValue tuple) {
        return ((Tuple) tuple).items().stream().map(PickleCalls::number).toList();
    }

    /** What is stored elsewhere: the word storage, its class, its name, its device, which does not matter, and its length. */
    static Storage storage(Tuple id) throws ScriptFileException {
        Global kind = (Global) id.items().get(1);
        TensorType type = STORAGES.get(kind.name());
        if (type == null || !kind.module().equals("torch")) {
            throw new ScriptFileException("it holds a tensor of " + kind.name()
                    + "; only numbers of float32 are trained, so export the network with model.float()");
        }
        String key = ((Text) id.items().get(2)).value();
        if (!key.matches("\\d{1,9}")) {
            throw new ScriptFileException("a storage has the name \"" + key + "\", which is no number");
        }
        return new Storage(key, type, number(id.items().get(4)));
    }

    static Instance instance(Global type) throws ScriptFileException {
        boolean ofArchive = type.module().equals("__torch__") || type.module().startsWith("__torch__.");
        if (!ofArchive || type.module().startsWith("__torch__.torch.classes")) {
            throw new ScriptFileException("it holds an object of the class " + type.qualifiedName()
                    + ", such as quantized networks have; only modules that consist of tensors are trained");
        }
        return new Instance(type, new LinkedHashMap<>());
    }

    static void build(Instance object, PickleValue state) throws ScriptFileException {
        if (!(state instanceof Mapping mapping)) {
            throw new ScriptFileException("the class " + object.type().qualifiedName()
                    + " saves itself in a form of its own, as quantized layers do; export the network without it");
        }
        for (Mapping.Entry entry : mapping.entries()) {
            String name = ((Text) entry.key()).value();
            if (name.length() > PickleReader.LONGEST_NAME) {
                throw new IllegalArgumentException();
            }
            object.attributes().put(name, entry.value());
        }
    }
}
