package io.jenkins.trainmodel.trainer.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The labels of a source as they were read, before it is known what classes there are. */
public sealed interface RawLabels {

    /** Names of classes; every name is kept once. */
    final class Named implements RawLabels {
        private static final int LIMIT = 100_000;

        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final List<String> places = new ArrayList<>();
        private final Set<String> dropped = new HashSet<>();
        private final IntStream.Builder labels = IntStream.builder();

        /**
         * Adds a sample's label.
         *
         * @param place where it was read, for messages
         */
        public void add(String name, Supplier<String> place) {
            Integer number = numbers.get(name);
            if (number == null) {
                requireFew(place);
                number = numbers.size();
                numbers.put(name, number);
                places.add(place.get());
            }
            labels.add(number);
        }

        private void requireFew(Supplier<String> place) {
            if (numbers.size() == LIMIT) {
                throw new DataException(place.get() + ": more than " + LIMIT
                        + " classes; if the labels are numbers to predict, set task: regression");
            }
        }

        /** All names but those that were dropped, in the order in which they first appeared. */
        public List<String> names() {
            return numbers.keySet().stream()
                    .filter(name -> !dropped.contains(name))
                    .toList();
        }

        /** Leaves the samples with these labels out. */
        public void drop(Collection<String> names) {
            dropped.addAll(names);
        }

        /** Where a name first appeared. */
        public String firstPlace(String name) {
            return places.get(numbers.get(name));
        }

        /** The index of every sample's name in {@link #names()}, negative for one that was dropped. May be called once. */
        int[] indices() {
            int[] indexOfNumber = new int[numbers.size()];
            int next = 0;
            for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
                indexOfNumber[entry.getValue()] = dropped.contains(entry.getKey()) ? -1 : next++;
            }
            return labels.build().map(number -> indexOfNumber[number]).toArray();
        }
    }

    /** Numbers to be predicted, in double: what float32 makes of them is decided when all are known. */
    record Numbers(double[] values) implements RawLabels {}
}
