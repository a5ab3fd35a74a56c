package io.jenkins.plugins.trainmodel.rules;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * Fires when a rule of the user's own code says so, which lies on the class path of the specification. The controller takes its
 * name and options on trust.
 */
public final class CustomCondition extends RuleCondition {
    private final String part;

    /** Texts, numbers and booleans by option; numbers are whole ones or in double precision, as the specification has them. */
    private Map<String, Object> options = new LinkedHashMap<>();

    @DataBoundConstructor
    public CustomCondition(String part) {
        this.part = Util.fixEmptyAndTrim(part);
    }

    public String getPart() {
        return part;
    }

    public Map<String, Object> getOptions() {
        return new LinkedHashMap<>(options);
    }

    @DataBoundSetter
    public void setOptions(Map<String, Object> options) {
        this.options = options == null ? new LinkedHashMap<>() : new LinkedHashMap<>(options);
        this.options.replaceAll((option, value) -> value instanceof Number number ? plain(number) : value);
    }

    private static Object plain(Number number) {
        boolean whole = number.doubleValue() == Math.rint(number.doubleValue())
                && Math.abs(number.doubleValue()) <= 1L << 53
                && !(number instanceof Double);
        return whole ? (Object) number.longValue() : (Object) number.doubleValue();
    }

    /** The options as the form shows them, a line an option. */
    public String getOptionLines() {
        return ValueLines.of(options);
    }

    @Override
    protected void write(Parameters parameters) {
        parameters.add("part", part).add("options", options.isEmpty() ? null : options);
    }

    /** Makes the rule known. */
    @Extension(ordinal = 800)
    @Symbol("custom")
    public static final class DescriptorImpl extends RuleDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.CustomCondition_displayName();
        }

        /** A form has the options as lines of text. */
        @Override
        public StopCondition newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            CustomCondition rule = new CustomCondition(form.optString("part"));
            String lines = form.optString("optionLines");
            Optional<String> wrong = noOption(lines);
            if (wrong.isPresent()) {
                throw new FormException(wrong.get(), "optionLines");
            }
            rule.setOptions(parse(lines));
            rule.setName(form.optString("name"));
            rule.setOutcome(form.optString("outcome"));
            return rule;
        }

        private static Map<String, Object> parse(String lines) {
            return ValueLines.read(lines, line -> line.indexOf(':'), DescriptorImpl::value);
        }

        /** What is wrong with the first line that is no option. */
        private static Optional<String> noOption(String lines) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && line.strip().indexOf(':') < 1)
                    .findFirst()
                    .map(line -> Messages.CustomCondition_noOption(line.strip()));
        }

        private static Object value(String text) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            return ValueLines.number(text);
        }

        @POST
        public FormValidation doCheckPart(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "part", parameters -> parameters.add("part", Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckOptionLines(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.mayConfigure(item)
                    ? noOption(value).map(FormValidation::error).orElse(FormValidation.ok())
                    : FormValidation.ok();
        }
    }
}
