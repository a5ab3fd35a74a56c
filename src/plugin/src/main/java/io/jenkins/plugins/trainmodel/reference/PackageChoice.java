package io.jenkins.plugins.trainmodel.reference;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A model package or run directory on the agent. Its symbol is not {@code package}, which is a word of Groovy's own. */
public final class PackageChoice extends ReferenceChoice {
    private String path;

    @DataBoundConstructor
    public PackageChoice(String path) {
        this.path = Util.fixNull(path).strip();
    }

    private Object readResolve() {
        path = Util.fixNull(path).strip();
        return this;
    }

    /** Its path in the workspace. */
    public String getPath() {
        return path;
    }

    @Override
    public ReferenceWish wish() {
        return ReferenceWish.of(ReferenceWish.Kind.PACKAGE, "", path, "");
    }

    @Override
    public ReferenceChoice expanded(EnvVars variables) {
        return new PackageChoice(variables.expand(path));
    }

    /** Makes the choice known. */
    @Extension(ordinal = 920)
    @Symbol("modelPackage")
    public static final class DescriptorImpl extends Descriptor<ReferenceChoice> {
        @Override
        public String getDisplayName() {
            return Messages.PackageChoice_displayName();
        }
    }
}
