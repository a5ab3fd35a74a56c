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
    record Storage(String key, TensorType type, long elements) implements PickleValue {
        long bytes() {
            return Math.multiplyExact(elements, type.bytes());
        }
    }

    /**
     * A tensor within a storage.
     *
     * @param offset of its first element there
     * @param strides elements between neighbours on each axis
     * @param learns whether Python would train it: {@code requires_grad}
     */
    record Stored(Storage storage, long offset, List<Long> shape, List<Long> strides, boolean learns)
            implements PickleValue {
        /** Whether an element of the other one may be one of its own. */
        public boolean mayShareWith(Stored other) {
            return storage.key().equals(other.storage.key()) && offset <= other.last() && other.offset <= last();
        }

        /** The place of the last element; before all others where there is none. */
        private long last() {
            long last = offset;
            for (int axis = 0; axis < shape.size(); axis++) {
                if (shape.get(axis) == 0) {
                    return -1;
                }
                last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
            }
            return last;
        }

        /** Elements of its shape. */
        long elements() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }

        /** Whether all of it lies within its storage, and no more is said to be there than there is. */
        boolean isWithin() {
            boolean negative = offset < 0
                    || shape.stream().anyMatch(size -> size < 0)
                    || strides.stream().anyMatch(stride -> stride < 0);
            return !negative
                    && shape.size() == strides.size()
                    && last() < storage.elements()
                    && elements() <= storage.elements();
        }
    }

    /** An object of a class that the archive has the text of, with its attributes in their order. */
    record Instance(Global type, Map<String, PickleValue> attributes) implements PickleValue {}
}
