package io.jenkins.trainmodel.trainer.torchscript;

import io.jenkins.trainmodel.trainer.tensor.TensorType;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Instance;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Stored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the parameters and buffers in a tree of modules, as {@code named_parameters} does: what has two names, by its first. */
final class ModuleWalk {
    private static final int DEEPEST = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,200}");

    private final ScriptZip zip;
    private final ScriptCode code;
    private final Set<PickleValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ScriptTensor> found = new ArrayList<>();

    ModuleWalk(ScriptZip zip, ScriptCode code) {
        this.zip = zip;
        this.code = code;
    }

    /** @throws ScriptFileException if there is nothing to train, or something that cannot be */
    List<ScriptTensor> tensors(Instance network) throws IOException {
        requireShallow(network);
        walk(network, "");
        if (found.stream().noneMatch(ScriptTensor::trainable)) {
            throw new ScriptFileException(
                    "it has no parameters, as after torch.jit.freeze, which makes constants of them;"
                            + " save the network without torch.jit.freeze and optimize_for_inference");
        }
        return List.copyOf(found);
    }

    private void walk(Instance module, String prefix) throws IOException {
        ScriptCode.ScriptClass type = code.of(module.type());
        for (Map.Entry<String, PickleValue> attribute : module.attributes().entrySet()) {
            String name = prefix + attribute.getKey();
            PickleValue value = attribute.getValue();
            if (value instanceof Instance || value instanceof Stored) {
                requireName(attribute.getKey());
            }
            if (value instanceof Instance inner && seen.add(inner)) {
                walk(inner, name + ".");
            } else if (value instanceof Stored stored) {
                boolean parameter = type.parameters().contains(attribute.getKey());
                if ((parameter || type.buffers().contains(attribute.getKey())) && seen.add(stored)) {
                    add(new ScriptTensor(zip, name, stored, parameter));
                }
            }
        }
    }

    /** Names go into generated code, and patterns of a specification select by them. */
    private static void requireName(String name) throws ScriptFileException {
        if (!NAME.matcher(name).matches()) {
            throw new ScriptFileException(
                    "a part of it has a name of other characters than letters, digits and underscores");
        }
    }

    private void add(ScriptTensor tensor) throws ScriptFileException {
        if (tensor.trainable() && tensor.type() != TensorType.F32) {
            throw new ScriptFileException("parameter " + tensor.name() + " is of type " + tensor.type()
                    + "; parameters of F32 are trained, so export the network with model.float()");
        }
        PickleValue.Storage storage = tensor.stored().storage();
        ScriptZip.Entry entry = zip.entries().get(tensor.entry());
        if (entry == null || entry.size() != storage.elements() * storage.type().bytes()) {
            throw new ScriptFileException("the elements of " + tensor.name() + " are missing or damaged: "
                    + storage.elements() * storage.type().bytes() + " bytes are needed");
        }
        found.add(tensor);
    }

    /** @throws ScriptFileException if values lie too deep in each other, or within themselves */
    static void requireShallow(PickleValue value) throws ScriptFileException {
        requireShallow(value, 0, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void requireShallow(PickleValue value, int depth, Set<PickleValue> done) throws ScriptFileException {
        if (depth > DEEPEST) {
            throw new ScriptFileException("its modules lie more than " + DEEPEST + " deep in each other");
        }
        if (done.contains(value)) {
            return;
        }
        for (PickleValue part : parts(value)) {
            requireShallow(part, depth + 1, done);
        }
        done.add(value);
    }

    private static List<PickleValue> parts(PickleValue value) {
        if (value instanceof Instance object) {
            return List.copyOf(object.attributes().values());
        }
        if (value instanceof PickleValue.Tuple tuple) {
            return tuple.items();
        }
        if (value instanceof PickleValue.Sequence sequence) {
            return sequence.items();
        }
        if (value instanceof PickleValue.Call call) {
            return call.arguments().items();
        }
        if (value instanceof PickleValue.Mapping mapping) {
            return mapping.entries().stream()
                    .flatMap(entry -> Stream.of(entry.key(), entry.value()))
                    .toList();
        }
        return List.of();
    }
}
