package io.jenkins.plugins.trainmodel.rules;

import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.ListBoxModel.Option;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Forms of the specification's rules. They are validated by the reader that the trainer uses, with its messages. */
public abstract class RuleDescriptor extends Descriptor<StopCondition> {

    @POST
    public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "name", parameters -> parameters.add("name", value.isBlank() ? null : value.strip()));
    }

    /** The outcomes that a rule can have; first the one that its type has. */
    @POST
    public ListBoxModel doFillOutcomeItems() {
        return new ListBoxModel(
                new Option("As is usual for the rule", ""),
                new Option("Success", "success"),
                new Option("Unstable", "unstable"),
                new Option("Failure", "failure"),
                new Option("Aborted", "aborted"));
    }

    /** What the reader says of one key, when only some parameters are given. A field that is still empty is not wrong yet. */
    protected FormValidation check(Item item, String key, Consumer<Parameters> parameters) {
        return check(
                item, parameters, problem -> problem.endsWith("." + key) || problem.contains("." + key + "."), key);
    }

    /** What the reader says of one key that takes a number. */
    protected FormValidation checkNumber(Item item, String key, String value) {
        return check(item, key, parameters -> parameters.add(key, Parameters.number(value)));
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
        List<SpecProblem> problems = RuleProblems.of(Map.of(type(), parameters.toMap())).stream()
                .filter(problem -> about.test(problem.key()))
                .toList();
        if (problems.isEmpty()) {
            return FormValidation.ok();
        }
        return Stream.of(keys).noneMatch(parameters::isGiven)
                ? FormValidation.ok("Needed: " + problems.get(0).allowed())
                : FormValidation.error(
                        problems.stream().map(RuleDescriptor::sentence).collect(Collectors.joining("; ")));
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
    }

    private static String sentence(SpecProblem problem) {
        return "Found " + problem.found() + "; allowed: " + problem.allowed();
    }

    private String type() {
        return SymbolLookup.getSymbolValue(this).iterator().next();
    }
}
