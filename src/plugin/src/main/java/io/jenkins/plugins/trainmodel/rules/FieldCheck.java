package io.jenkins.plugins.trainmodel.rules;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * Checks fields of a form by the reader that the trainer uses, with its messages, for those who may see the configuration.
 *
 * @param reader what the specification's reader says of these parameters
 */
public record FieldCheck(Function<Map<String, Object>, List<SpecProblem>> reader) {

    /** What the reader says of one key, when only some parameters are given. A field that is still empty is not wrong yet. */
    public FormValidation check(Item item, String key, Consumer<Parameters> parameters) {
        return check(
                item, parameters, problem -> problem.endsWith("." + key) || problem.contains("." + key + "."), key);
    }

    /**
     * What the reader says of some parameters.
     *
     * @param about which of its complaints, by the path of the key, belong to the field
     * @param keys those of which at least one is to be given before anything is wrong
     */
    FormValidation check(Item item, Consumer<Parameters> values, Predicate<String> about, String... keys) {
        if (!mayConfigure(item)) {
            return FormValidation.ok();
        }
        Parameters parameters = new Parameters();
        values.accept(parameters);
        List<SpecProblem> problems = reader.apply(parameters.toMap()).stream()
                .filter(problem -> about.test(problem.key()))
                .toList();
        if (problems.isEmpty()) {
            return FormValidation.ok();
        }
        return Stream.of(keys).noneMatch(parameters::isGiven)
                ? FormValidation.ok(Messages.FieldCheck_needed(
                        Reader.recorded(problems.get(0).allowed())))
                : FormValidation.error(
                        problems.stream().map(FieldCheck::sentence).collect(Collectors.joining("; ")));
    }

    static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
    }

    private static String sentence(SpecProblem problem) {
        return Messages.FieldCheck_found(Reader.recorded(problem.found()), Reader.recorded(problem.allowed()));
    }
}
