package io.jenkins.plugins.trainmodel.rules;

import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.ListBoxModel.Option;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
                new Option(Messages.RuleDescriptor_usual(), ""),
                new Option(Messages.RuleDescriptor_success(), "success"),
                new Option(Messages.RuleDescriptor_unstable(), "unstable"),
                new Option(Messages.RuleDescriptor_failure(), "failure"),
                new Option(Messages.RuleDescriptor_aborted(), "aborted"));
    }

    /** See {@link FieldCheck}. */
    protected FormValidation check(Item item, String key, Consumer<Parameters> parameters) {
        return fields().check(item, key, parameters);
    }

    /** What the reader says of one key that takes a number. */
    protected FormValidation checkNumber(Item item, String key, String value) {
        return check(item, key, parameters -> parameters.add(key, Parameters.number(value)));
    }

    /** See {@link FieldCheck}. */
    FormValidation check(Item item, Consumer<Parameters> values, Predicate<String> about, String... keys) {
        return fields().check(item, values, about, keys);
    }

    private FieldCheck fields() {
        return new FieldCheck(parameters -> RuleProblems.of(Map.of(type(), parameters)));
    }

    private String type() {
        return SymbolLookup.getSymbolValue(this).iterator().next();
    }
}
