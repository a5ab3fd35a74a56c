package io.jenkins.trainmodel.trainer.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The labels of a source as they were read, before it is known what classes there are. */
public sealed interface RawLabels {

    /** Names of classes; every name is kept once. */
    final class Named implements RawLabels {
        private static final int LIMIT = 100_000;

        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final List<String> places = new ArrayList<>();
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

        /** All names, in the order in which they first appeared. */
        List<String> names() {
            return List.copyOf(numbers.keySet());
        }

        /** Where a name first appeared. */
        String firstPlace(String name) {
            return places.get(numbers.get(name));
        }

        /** One number a sample, an index into {@link #names()}. May be called once. */
        int[] numbers() {
            return labels.build().toArray();
        }
    }

    /** Numbers to be predicted. */
    record Numbers(FloatRows values) implements RawLabels {}
}
