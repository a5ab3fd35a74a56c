package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** The Pipeline step {@code trainModel}, and the settings of the build step, which has the same. */
public final class TrainModelStep extends Step {
    /** The specification's path in the workspace. With all below, kept in a freestyle job's configuration. */
    private final String spec;

    private String name = "";
    private LinkedHashMap<String, String> set = new LinkedHashMap<>();

    private List<StopCondition> stopWhen = new ArrayList<>();

    private boolean archive = true;
    private String checkpoints = CheckpointChoice.NONE.word();
    private String grace = "";
    private String java = "";
    private boolean resume;
    private String out = "";

    @DataBoundConstructor
    public TrainModelStep(String spec) {
        this.spec = Util.fixNull(spec).strip();
    }

    public String getSpec() {
        return spec;
    }

    public String getName() {
        return name;
    }

    /** Names the run on pages and in trends; empty: the specification's name. */
    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixNull(name).strip();
    }

    public Map<String, String> getSet() {
        return set;
    }

    /** Values of the specification to set, such as {@code training.batchSize} to {@code 64}. */
    @DataBoundSetter
    public void setSet(Map<String, ?> values) {
        set = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((key, value) -> set.put(key, String.valueOf(value)));
        }
    }

    public List<StopCondition> getStopWhen() {
        return stopWhen;
    }

    /** Rules that take the place of the specification's; none: those of the specification. */
    @DataBoundSetter
    public void setStopWhen(List<StopCondition> stopWhen) {
        this.stopWhen = stopWhen == null ? new ArrayList<>() : new ArrayList<>(stopWhen);
    }

    public boolean isArchive() {
        return archive;
    }

    /** Whether the model package becomes an artifact; report and metrics do in any case. */
    @DataBoundSetter
    public void setArchive(boolean archive) {
        this.archive = archive;
    }

    public String getCheckpoints() {
        return checkpoints;
    }

    /** Which checkpoints become artifacts: none, best, last or all. */
    @DataBoundSetter
    public void setCheckpoints(String checkpoints) {
        this.checkpoints = CheckpointChoice.of(checkpoints).word();
    }

    public String getGrace() {
        return grace;
    }

    /** How long a stopped trainer may take to save and end, such as {@code 5m}; empty: the global setting. */
    @DataBoundSetter
    public void setGrace(String grace) {
        this.grace = Util.fixNull(grace).strip();
        GracePeriod.parse(this.grace);
    }

    public String getJava() {
        return java;
    }

    /** The JDK tool that runs the trainer; empty: JAVA_HOME, else the agent's own Java. */
    @DataBoundSetter
    public void setJava(String java) {
        this.java = Util.fixNull(java).strip();
    }

    public boolean isResume() {
        return resume;
    }

    /** Whether to go on from the newest checkpoint that the run directory or an earlier try of this build left. */
    @DataBoundSetter
    public void setResume(boolean resume) {
        this.resume = resume;
    }

    public String getOut() {
        return out;
    }

    /** The run directory in the workspace; empty: {@code .train-model/} and the name. */
    @DataBoundSetter
    public void setOut(String out) {
        this.out = Util.fixNull(out).strip();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new TrainModelExecution(context, Overlay.request(this));
    }

    /** Makes the step known to Pipeline. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "trainModel";
        }

        @Override
        public String getDisplayName() {
            return "Train a model";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FilePath.class, Launcher.class, EnvVars.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArguments) {
            Object named = namedArguments.getOrDefault("name", namedArguments.get("spec"));
            return named == null ? null : named.toString();
        }

        /** The choices of the form. */
        @POST
        public ListBoxModel doFillCheckpointsItems() {
            ListBoxModel items = new ListBoxModel();
            for (CheckpointChoice choice : CheckpointChoice.values()) {
                items.add(choice.word());
            }
            return items;
        }
    }
}
