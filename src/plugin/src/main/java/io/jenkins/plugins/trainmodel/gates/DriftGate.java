package io.jenkins.plugins.trainmodel.gates;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.trainmodel.rules.Parameters;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The data that trains has the columns of the reference's, and none of them is distributed otherwise. */
public final class DriftGate extends TrainingGate {
    private final Double drift;
    private List<String> columns = new ArrayList<>();

    /** @param drift the largest population stability index of a column */
    @DataBoundConstructor
    public DriftGate(Double drift) {
        super("");
        this.drift = drift;
    }

    public Double getDrift() {
        return drift;
    }

    public List<String> getColumns() {
        return columns;
    }

    /** The columns that it looks at; none: all. */
    @DataBoundSetter
    public void setColumns(List<String> columns) {
        this.columns = new ArrayList<>(Util.fixNull(columns));
    }

    /** The columns as the form has them, one a line. */
    public String getColumnLines() {
        return String.join("\n", columns);
    }

    @Override
    void write(Parameters parameters) {
        parameters.add("drift", drift).add("columns", columns.isEmpty() ? null : List.copyOf(columns));
    }

    /** Makes the gate known. */
    @Extension(ordinal = 960)
    @Symbol("drift")
    public static final class DescriptorImpl extends GateDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.DriftGate_displayName();
        }

        /** A form has the columns as lines of text. */
        @Override
        public TrainingGate newInstance(StaplerRequest2 request, JSONObject form) throws Descriptor.FormException {
            DriftGate gate = (DriftGate) super.newInstance(request, form);
            gate.setColumns(form.optString("columnLines")
                    .lines()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList());
            return gate;
        }

        @POST
        public FormValidation doCheckDrift(@AncestorInPath Item item, @QueryParameter String value) {
            return FIELDS.check(item, "drift", parameters -> parameters.add("drift", Parameters.number(value)));
        }
    }
}
