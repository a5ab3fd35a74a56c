package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.OptionException;
import io.jenkins.trainmodel.own.Options;
import io.jenkins.trainmodel.part.PartCheck.Problem;
import io.jenkins.trainmodel.part.PartCheck.Subject;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.problem.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The options of a specification, which notes what a part asks for: what it never asks for is not one of its own. */
final class GivenOptions implements Options {
    private final PartSpec part;
    private final Set<String> asked = new TreeSet<>();

    GivenOptions(PartSpec part) {
        this.part = part;
    }

    @Override
    public boolean isGiven(String key) {
        asked.add(key);
        return part.options().containsKey(key);
    }

    @Override
    public long whole(String key) {
        return (Long) value(key, Long.class::isInstance, "a whole number");
    }

    @Override
    public double number(String key) {
        return ((Number) value(key, Number.class::isInstance, "a number")).doubleValue();
    }

    @Override
    public String text(String key) {
        return (String) value(key, String.class::isInstance, "a text, in quotes where it looks like a number");
    }

    @Override
    public boolean truth(String key) {
        return (Boolean) value(key, Boolean.class::isInstance, "true or false");
    }

    @Override
    public List<Double> numbers(String key) {
        return items(key, Number.class::isInstance, "a list of numbers").stream()
                .map(number -> ((Number) number).doubleValue())
                .toList();
    }

    @Override
    public List<String> texts(String key) {
        return items(key, String.class::isInstance, "a list of texts").stream()
                .map(String.class::cast)
                .toList();
    }

    @Override
    public Path path(String key) {
        try {
            return Path.of(text(key));
        } catch (InvalidPathException none) {
            throw new OptionException(key, "`" + part.options().get(key) + "`, which is no path here", "a path");
        }
    }

    private List<?> items(String key, Predicate<Object> fits, String allowed) {
        return (List<?>) value(
                key, value -> value instanceof List<?> list && list.stream().allMatch(fits), allowed);
    }

    private Object value(String key, Predicate<Object> fits, String allowed) {
        if (!isGiven(key)) {
            throw new OptionException(key, "no option " + key, allowed + " under options." + key);
        }
        Object value = part.options().get(key);
        if (!fits.test(value)) {
            throw new OptionException(key, "`" + value + "`", allowed);
        }
        return value;
    }

    /** The first option that the part has not asked for. */
    Optional<Problem> unknown() {
        return part.options().keySet().stream()
                .filter(key -> !asked.contains(key))
                .findFirst()
                .map(key -> new Problem(
                        Subject.OPTION,
                        key,
                        "the option `" + key + "`, which " + part.name() + " does not know",
                        asked.isEmpty() ? "no options" : String.join(", ", asked),
                        Suggestion.nearest(key, asked)));
    }
}
