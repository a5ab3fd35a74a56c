package io.jenkins.trainmodel.trainer.torchscript;

import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.util.List;
import java.util.Map;

/**
 * A value in the pickle of a TorchScript archive. What the pickle holds once and names twice, such as a weight of two layers, is
 * one object here: whoever writes it again goes by identity.
 */
public sealed interface PickleValue {
    record Nothing() implements PickleValue {}

    record Truth(boolean value) implements PickleValue {}

    record Whole(long value) implements PickleValue {}

    record Real(double value) implements PickleValue {}

    record Text(String value) implements PickleValue {}

    /** A class or function by its name. */
    record Global(String module, String name) implements PickleValue {
        public String qualifiedName() {
            return module + "." + name;
        }
    }

    record Tuple(List<PickleValue> items) implements PickleValue {}

    record Sequence(List<PickleValue> items) implements PickleValue {}

    /** A dictionary, in its order. */
    record Mapping(List<Entry> entries) implements PickleValue {
        /** One of its entries. */
        public record Entry(PickleValue key, PickleValue value) {}
    }

    /** What one of the few functions gives that TorchScript itself calls, such as a list of one type. */
    record Call(Global function, Tuple arguments) implements PickleValue {}

    /** The name of a storage, of the elements of a tensor. */
    record Storage(String key, TensorType type, long elements) implements PickleValue {}

    /**
     * A tensor within a storage.
     *
     * @param offset of its first element there
     * @param strides elements between neighbours on each axis
     */
    record Stored(Storage storage, long offset, List<Long> shape, List<Long> strides) implements PickleValue {}

    /** An object of a class that the archive has the text of, with its attributes in their order. */
    record Instance(Global type, Map<String, PickleValue> attributes) implements PickleValue {}
}
