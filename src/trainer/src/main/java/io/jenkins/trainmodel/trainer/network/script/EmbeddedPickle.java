package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.script.ScriptModule.Tensor.Role;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Instance;
import io.jenkins.trainmodel.trainer.torchscript.PickleValue.Stored;
import io.jenkins.trainmodel.trainer.torchscript.ScriptTensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the attributes of an embedded network, each object and tensor once, however many names it has. */
final class EmbeddedPickle {
    private static final String TRAINING = "training";

    private final Pickle pickle;
    private final EmbeddedModule module;
    private final Map<PickleValue, Integer> places = new IdentityHashMap<>();
    private final Map<Stored, ScriptTensor> tensors = new IdentityHashMap<>();

    EmbeddedPickle(Pickle pickle, EmbeddedModule module) {
        this.pickle = pickle;
        this.module = module;
        module.file().tensors().forEach(tensor -> tensors.put(tensor.stored(), tensor));
    }

    void write() {
        value(module.file().network());
    }

    private void value(PickleValue value) {
        Optional<Integer> place = Optional.ofNullable(places.get(value));
        if (place.isPresent()) {
            pickle.remembered(place.get());
            return;
        }
        if (!plain(value)) {
            compound(value);
            places.put(value, places.size());
            pickle.remember(places.get(value));
        }
    }

    private boolean plain(PickleValue value) {
        if (value instanceof PickleValue.Nothing) {
            pickle.code('N');
        } else if (value instanceof PickleValue.Truth truth) {
            pickle.truth(truth.value());
        } else if (value instanceof PickleValue.Whole number) {
            pickle.number(number.value());
        } else if (value instanceof PickleValue.Real number) {
            pickle.real(number.value());
        } else if (value instanceof PickleValue.Global name) {
            pickle.global(name.module(), name.name());
        } else {
            return false;
        }
        return true;
    }

    private void group(List<PickleValue> items, char end) {
        pickle.code('(');
        items.forEach(this::value);
        pickle.code(end);
    }

    private void compound(PickleValue value) {
        if (value instanceof Instance object) {
            object(object);
        } else if (value instanceof Stored stored) {
            pickle.tensor(tensor(stored));
        } else if (value instanceof PickleValue.Call call) {
            value(call.function());
            value(call.arguments());
            pickle.code('R');
        } else if (value instanceof PickleValue.Text text) {
            pickle.text(text.value());
        } else if (value instanceof PickleValue.Tuple tuple) {
            group(tuple.items(), 't');
        } else if (value instanceof PickleValue.Sequence sequence) {
            pickle.code(']');
            group(sequence.items(), 'e');
        } else if (value instanceof PickleValue.Mapping mapping) {
            pickle.code('}').code('(');
            mapping.entries().forEach(entry -> {
                value(entry.key());
                value(entry.value());
            });
            pickle.code('u');
        } else {
            throw new IllegalArgumentException("cannot be written to an archive: " + value.getClass());
        }
    }

    /** Networks are written as they are measured, whatever they were exported for. */
    private void object(Instance object) {
        pickle.object(object.type().module(), object.type().name());
        object.attributes().forEach((name, value) -> {
            pickle.text(name);
            value(name.equals(TRAINING) && value instanceof PickleValue.Truth ? new PickleValue.Truth(false) : value);
        });
        pickle.code('u').code('b');
    }

    private ScriptModule.Tensor tensor(Stored stored) {
        ScriptTensor own = Optional.ofNullable(tensors.get(stored))
                .orElseGet(() -> module.file().tensor(stored));
        NamedTensor values = module.values().getOrDefault(own.name(), own);
        return new ScriptModule.Tensor(values, own.trainable() ? Role.PARAMETER : Role.ATTRIBUTE);
    }
}
