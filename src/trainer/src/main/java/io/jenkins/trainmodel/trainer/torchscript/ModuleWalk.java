package io.jenkins.trainmodel.trainer.torchscript;

import io.jenkins.trainmodel.trainer.tensor.TensorType;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Instance;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Stored;
import io.jenkins.trainmodel.trainer.torchscript.ScriptTensor.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** Those found, by the entry with their elements. */
    private final Map<String, List<ScriptTensor>> storages = new HashMap<>();

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
                Optional<Kind> kind = kind(type, attribute.getKey(), stored);
                if (kind.isPresent() && seen.add(stored)) {
                    add(new ScriptTensor(zip, name, stored, kind.get()));
                }
            }
        }
    }

    /** Empty for an attribute that is neither a parameter nor a buffer. */
    private static Optional<Kind> kind(ScriptCode.ScriptClass type, String attribute, Stored stored) {
        if (type.parameters().contains(attribute)) {
            return Optional.of(stored.learns() ? Kind.PARAMETER : Kind.STILL_PARAMETER);
        }
        return type.buffers().contains(attribute) ? Optional.of(Kind.OTHER) : Optional.empty();
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
        if (entry == null || entry.size() != storage.bytes()) {
            throw new ScriptFileException("the elements of " + tensor.name() + " are missing or damaged: "
                    + storage.bytes() + " bytes are needed");
        }
        requireApart(tensor);
        found.add(tensor);
    }

    /** What is trained is written as a tensor of its own, so that one which another tensor sees as well would come apart from it. */
    private void requireApart(ScriptTensor tensor) throws ScriptFileException {
        for (ScriptTensor other : storages.getOrDefault(tensor.entry(), List.of())) {
            if ((tensor.trainable() || other.trainable()) && tensor.stored().mayShareWith(other.stored())) {
                throw new ScriptFileException(
                        other.name() + " and " + tensor.name()
                                + " are views of the same numbers, which would be trained apart; use one parameter twice, or clone() one");
            }
        }
        storages.computeIfAbsent(tensor.entry(), entry -> new ArrayList<>()).add(tensor);
    }

    /** @throws ScriptFileException if values lie too deep in each other, or within themselves */
    static void requireShallow(PickleValue value) throws ScriptFileException {
        height(value, 0, new IdentityHashMap<>());
    }

    /**
     * How many values lie in each other below this one.
     *
     * @param depth how many lie around it
     * @param known heights of values that were met before, which may lie deeper here than there
     */
    private static int height(PickleValue value, int depth, Map<PickleValue, Integer> known)
            throws ScriptFileException {
        int height = known.getOrDefault(value, 0);
        if (depth + height > DEEPEST) {
            throw new ScriptFileException("its modules lie more than " + DEEPEST + " deep in each other");
        }
        if (!known.containsKey(value)) {
            for (PickleValue part : parts(value)) {
                height = Math.max(height, 1 + height(part, depth + 1, known));
            }
            known.put(value, height);
        }
        return height;
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
