package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import io.jenkins.plugins.trainmodel.run.CheckpointChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The Pipeline step {@code trainModel}, and the settings of the build step, which has the same. Whatever is given is taken;
 * what cannot be is told by {@link StepCheck} when a run begins, and by the form.
 */
public final class TrainModelStep extends WaitingStep {
    /** The specification's path in the workspace. With all below, kept in a freestyle job's configuration. */
    private String spec;

    private String name = "";
    private LinkedHashMap<String, String> set = new LinkedHashMap<>();

    private List<StopCondition> stopWhen = new ArrayList<>();

    /** Null in a configuration that does not say. */
    private Boolean archive = true;

    private String checkpoints = CheckpointChoice.NONE.word();
    /** Null in a configuration that does not say, as of an older version. */
    private Boolean logs = true;

    private boolean events;
    private boolean tensorboard;
    private String grace = "";
    private String java = "";
    private boolean resume;
    private String out = "";

    @DataBoundConstructor
    public TrainModelStep(String spec) {
        this.spec = word(spec);
    }

    /** A configuration written by hand or by a program may leave out what it does not need. */
    private Object readResolve() {
        spec = word(spec);
        name = word(name);
        set = set == null ? new LinkedHashMap<>() : set;
        stopWhen = stopWhen == null ? new ArrayList<>() : stopWhen;
        archive = archive == null || archive;
        logs = logs == null || logs;
        setCheckpoints(checkpoints);
        grace = word(grace);
        java = word(java);
        out = word(out);
        fill();
        return this;
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
        this.name = word(name);
    }

    public Map<String, String> getSet() {
        return set;
    }

    /** Values of the specification to set, such as {@code training.batchSize} to {@code 64}; or maps within maps. */
    @DataBoundSetter
    public void setSet(Map<String, ?> values) {
        set = values == null ? new LinkedHashMap<>() : SetLines.flat(values);
    }

    /** The values to set as the form shows them. */
    public String getSetLines() {
        return SetLines.of(set);
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
        this.checkpoints = word(checkpoints).isEmpty() ? CheckpointChoice.NONE.word() : word(checkpoints);
    }

    public boolean isLogs() {
        return logs;
    }

    /** Whether the trainer's log and what it printed become artifacts. */
    @DataBoundSetter
    public void setLogs(boolean logs) {
        this.logs = logs;
    }

    public boolean isEvents() {
        return events;
    }

    /** Whether the whole event log becomes an artifact. */
    @DataBoundSetter
    public void setEvents(boolean events) {
        this.events = events;
    }

    public boolean isTensorboard() {
        return tensorboard;
    }

    /** Whether the files for TensorBoard become artifacts. */
    @DataBoundSetter
    public void setTensorboard(boolean tensorboard) {
        this.tensorboard = tensorboard;
    }

    public String getGrace() {
        return grace;
    }

    /** How long a stopped trainer may take to save and end, such as {@code 5m}; empty: the global setting. */
    @DataBoundSetter
    public void setGrace(String grace) {
        this.grace = word(grace);
    }

    public String getJava() {
        return java;
    }

    /** The JDK tool that runs the trainer; empty: JAVA_HOME, else the agent's own Java, else the container's. */
    @DataBoundSetter
    public void setJava(String java) {
        this.java = word(java);
    }

    public boolean isResume() {
        return resume;
    }

    /** Whether to go on from the newest checkpoint that an earlier try of this very build left. */
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
        this.out = word(out);
    }

    /** The same with the variables of a build in the place of {@code ${NAME}}. */
    TrainModelStep expanded(EnvVars variables) {
        TrainModelStep step = new TrainModelStep(variables.expand(spec));
        step.setName(variables.expand(name));
        step.set = new LinkedHashMap<>(set);
        step.set.replaceAll((key, value) -> variables.expand(value));
        step.stopWhen = stopWhen;
        step.archive = archive;
        step.setCheckpoints(checkpoints);
        step.logs = logs;
        step.events = events;
        step.tensorboard = tensorboard;
        step.setGrace(variables.expand(grace));
        step.setJava(variables.expand(java));
        step.resume = resume;
        step.setOut(variables.expand(out));
        step.takeOver(this, variables);
        return step;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        Job<?, ?> job = context.get(Run.class).getParent();
        return new TrainModelExecution(
                context, StepRequest.of(this, wish -> wish.resolved(job)), new StepAgent(getAgent(), getUnstash()));
    }

    /** Makes the step known to Pipeline. */
    @Extension
    public static final class DescriptorImpl extends TrainModelDescriptor {
        @Override
        public String getFunctionName() {
            return "trainModel";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            // Workspace and launcher are those of `node`, or of the agent that the step asks for itself.
            return Set.of(Run.class, TaskListener.class, EnvVars.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArguments) {
            Object named = namedArguments.getOrDefault("name", namedArguments.get("spec"));
            return named == null ? null : named.toString();
        }
    }
}
