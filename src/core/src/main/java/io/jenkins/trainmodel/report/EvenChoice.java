package io.jenkins.trainmodel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Things in the order of the run, at most so many of them and so many bytes. When there is more, every second one is
 * forgotten, and from then on every second (fourth, eighth, …) is taken; the newest is always there.
 */
final class EvenChoice<E> {
    private final int most;
    private final long mostBytes;
    private final ToLongFunction<E> sizeOf;
    private List<E> chosen = new ArrayList<>();
    private long bytes;
    private Optional<E> newest = Optional.empty();
    private long stride = 1;
    private long offered;

    /**
     * An empty choice.
     *
     * @param most at least 2
     * @param mostBytes of all that is chosen; the newest may come on top
     * @param sizeOf the bytes that one takes
     */
    EvenChoice(int most, long mostBytes, ToLongFunction<E> sizeOf) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.sizeOf = sizeOf;
    }

    void add(E element) {
        newest = Optional.of(element);
        long position = offered++;
        if (position % stride != 0) {
            return;
        }
        long size = sizeOf.applyAsLong(element);
        while (chosen.size() > 1 && !hasRoomFor(size)) {
            halve();
        }
        if (position % stride == 0 && (chosen.isEmpty() || hasRoomFor(size))) {
            chosen.add(element);
            bytes += size;
        }
    }

    private boolean hasRoomFor(long size) {
        return chosen.size() < most - 1 && bytes + size <= mostBytes;
    }

    private void halve() {
        List<E> half = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i += 2) {
            half.add(chosen.get(i));
        }
        keep(half);
        stride *= 2;
    }

    private void keep(List<E> some) {
        chosen = some;
        bytes = some.stream().mapToLong(sizeOf).sum();
    }

    void removeIf(Predicate<E> forgotten) {
        keep(new ArrayList<>(chosen.stream().filter(forgotten.negate()).toList()));
        newest = newest.filter(forgotten.negate()).or(() -> last(chosen));
        offered = chosen.size() * stride;
    }

    private static <E> Optional<E> last(List<E> elements) {
        return elements.isEmpty() ? Optional.empty() : Optional.of(elements.get(elements.size() - 1));
    }

    /** What the chosen take. */
    long bytes() {
        return bytes;
    }

    Optional<E> newest() {
        return newest;
    }

    /** What was chosen, and behind it the newest. */
    List<E> toList() {
        if (newest.equals(last(chosen))) {
            return List.copyOf(chosen);
        }
        List<E> all = new ArrayList<>(chosen);
        newest.ifPresent(all::add);
        return List.copyOf(all);
    }
}
