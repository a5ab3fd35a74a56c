package io.jenkins.trainmodel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Things in the order of the run, at most so many of them. When there are more, every second one is forgotten, and from
 * then on every second (fourth, eighth, …) is taken; the newest is always there.
 */
final class EvenChoice<E> {
    private final int most;
    private final List<E> chosen = new ArrayList<>();
    private Optional<E> newest = Optional.empty();
    private long stride = 1;
    private long offered;

    /** {@code most} is at least 2. */
    EvenChoice(int most) {
        this.most = most;
    }

    void add(E element) {
        newest = Optional.of(element);
        if (offered++ % stride != 0) {
            return;
        }
        if (chosen.size() == most - 1) {
            halve();
        }
        chosen.add(element);
    }

    private void halve() {
        for (int from = 1; from < chosen.size(); from++) {
            chosen.remove(from);
        }
        stride *= 2;
        offered = 1;
    }

    void removeIf(Predicate<E> forgotten) {
        chosen.removeIf(forgotten);
        newest = newest.filter(forgotten.negate()).or(() -> last(chosen));
    }

    private static <E> Optional<E> last(List<E> elements) {
        return elements.isEmpty() ? Optional.empty() : Optional.of(elements.get(elements.size() - 1));
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
