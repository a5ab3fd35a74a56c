package io.jenkins.trainmodel.trainer.data.label;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The classes of a classification in the order of their label indices: by value if all names are numbers, else by name.
 * Where all are numbers, {@code 1} and {@code 1.0} are the same class.
 */
public final class ClassNames {
    // bounded, so that no name becomes a number with a billion digits
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");

    private final boolean numeric;
    private final List<String> inOrder;
    private final Map<String, Integer> indices = new HashMap<>();

    /**
     * Classes by the names that were found.
     *
     * @param order puts the sorted classes into another order of their own
     */
    public ClassNames(Collection<String> found, UnaryOperator<List<String>> order) {
        numeric = found.stream().allMatch(ClassNames::isNumber);
        Comparator<String> comparator = numeric ? Comparator.comparing(BigDecimal::new) : Comparator.naturalOrder();
        inOrder = order.apply(found.stream()
                .map(this::canonical)
                .distinct()
                .sorted(comparator)
                .toList());
        for (int index = 0; index < inOrder.size(); index++) {
            indices.put(inOrder.get(index), index);
        }
    }

    private static boolean isNumber(String name) {
        return NUMBER.matcher(name).matches();
    }

    private String canonical(String name) {
        if (!numeric || !isNumber(name)) {
            return name;
        }
        BigDecimal value = new BigDecimal(name);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** All classes, each at its index. */
    public List<String> inOrder() {
        return inOrder;
    }

    /** The label index of a class; empty for one that is not among the classes. */
    public OptionalInt indexOf(String name) {
        Integer index = indices.get(canonical(name));
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }
}
