package io.jenkins.plugins.trainmodel.reference;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The run of a build. Its symbol is not {@code build}: in a Pipeline that is the step that starts another job, and a step
 * comes before a symbol of its name.
 */
public final class BuildChoice extends RunOfJobChoice {
    private String number;

    @DataBoundConstructor
    public BuildChoice(String number) {
        this.number = Util.fixNull(number).strip();
    }

    private Object readResolve() {
        number = Util.fixNull(number).strip();
        return filled();
    }

    /** The build's number, or the name of a permalink such as {@code lastStableBuild}. */
    public String getNumber() {
        return number;
    }

    @Override
    public ReferenceWish wish() {
        return ReferenceWish.of(ReferenceWish.Kind.BUILD, getJob(), number, getRun());
    }

    @Override
    public ReferenceChoice expanded(EnvVars variables) {
        return new BuildChoice(variables.expand(number)).like(this, variables);
    }

    /** Makes the choice known. */
    @Extension(ordinal = 940)
    @Symbol("trainedBuild")
    public static final class DescriptorImpl extends RunOfJobDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.BuildChoice_displayName();
        }

        @POST
        public FormValidation doCheckNumber(@QueryParameter String value) {
            boolean plain = value.strip().matches("#?[0-9]{1,9}|[A-Za-z]+") || value.indexOf('$') >= 0;
            return value.isBlank()
                    ? FormValidation.ok(Messages.BuildChoice_needed())
                    : plain ? FormValidation.ok() : FormValidation.error(Messages.BuildChoice_found(value));
        }
    }
}
