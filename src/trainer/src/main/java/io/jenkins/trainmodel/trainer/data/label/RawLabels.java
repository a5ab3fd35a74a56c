package io.jenkins.trainmodel.trainer.data.label;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The labels of a source as they were read, before it is known what classes there are. */
public sealed interface RawLabels {

    /** The same labels on the samples that are kept; the others have none. */
    RawLabels only(IntPredicate kept);

    /** Those of the samples that can be taken so that of every class enough are left to train and to validate. */
    IntPredicate leavingEnough(IntPredicate taken);

    /** Names of classes; every name is kept once. */
    final class Named implements RawLabels {
        private static final int LIMIT = 100_000;
        /** The number of a sample without a label. */
        private static final int NONE = -1;

        private static final int ENOUGH = 2;

        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final List<String> places = new ArrayList<>();
        private final Set<String> dropped = new HashSet<>();
        private final IntStream.Builder labels = IntStream.builder();
        /** What has become of the labels once all are there. */
        private int[] read = {};

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

        /** The same labels on the samples that are kept; the others have none. */
        @Override
        public Named only(IntPredicate kept) {
            Named some = new Named();
            some.numbers.putAll(numbers);
            some.places.addAll(places);
            some.dropped.addAll(dropped);
            some.read = all().clone();
            for (int sample = 0; sample < some.read.length; sample++) {
                some.read[sample] = kept.test(sample) ? some.read[sample] : NONE;
            }
            return some;
        }

        @Override
        public IntPredicate leavingEnough(IntPredicate taken) {
            int[] samples = all();
            int[] left = new int[numbers.size()];
            for (int sample = 0; sample < samples.length; sample++) {
                left[samples[sample]] += taken.test(sample) ? 0 : 1;
            }
            return sample -> taken.test(sample) && left[samples[sample]] >= ENOUGH;
        }

        private int[] all() {
            if (read.length == 0) {
                read = labels.build().toArray();
            }
            return read;
        }

        /** The index of every sample's name in {@link #names()}, negative for one that has none or whose name was dropped. */
        public int[] indices() {
            int[] indexOfNumber = new int[numbers.size()];
            int next = 0;
            for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
                indexOfNumber[entry.getValue()] = dropped.contains(entry.getKey()) ? -1 : next++;
            }
            return Arrays.stream(all())
                    .map(number -> number == NONE ? -1 : indexOfNumber[number])
                    .toArray();
        }
    }

    /** Numbers to be predicted, in double: what float32 makes of them is decided when all are known. */
    record Numbers(double[] values) implements RawLabels {
        @Override
        public Numbers only(IntPredicate kept) {
            double[] some = new double[values.length];
            Arrays.setAll(some, sample -> kept.test(sample) ? values[sample] : Double.NaN);
            return new Numbers(some);
        }

        @Override
        public IntPredicate leavingEnough(IntPredicate taken) {
            return taken;
        }
    }
}
