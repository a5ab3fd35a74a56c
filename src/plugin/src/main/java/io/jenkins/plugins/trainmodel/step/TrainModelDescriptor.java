package io.jenkins.plugins.trainmodel.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Util;
import hudson.model.AbstractProject;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.JDK;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.plugins.trainmodel.run.CheckpointChoice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The form of the step and of the build step: choices, and checks while a person types. An empty field is never wrong. */
public abstract class TrainModelDescriptor extends StepDescriptor implements CustomDescribableModel {

    @Override
    public String getDisplayName() {
        return Messages.TrainModelDescriptor_displayName();
    }

    /** What holds where the step says nothing. */
    public String getUsualGrace() {
        return TrainingConfiguration.get().getGrace();
    }

    /** A form has the values to set, and names of parameters, as lines of text. */
    @Override
    public Step newInstance(StaplerRequest2 request, JSONObject form) throws Descriptor.FormException {
        TrainModelStep step = (TrainModelStep) super.newInstance(request, form);
        step.setSet(SetLines.parse(form.optString("setLines")));
        step.setFreeze(ParameterNames.parse(form.optString("freezeLines")));
        step.setReset(ParameterNames.parse(form.optString("resetLines")));
        return step;
    }

    /** For the generator of Pipeline syntax. */
    @Override
    public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable written) {
        Map<String, Object> arguments = new TreeMap<>(written.getArguments());
        arguments.computeIfPresent("set", (name, values) -> SetLines.nested(SetLines.flat((Map<?, ?>) values)));
        return written.withArguments(arguments);
    }

    /** The choices of the form. */
    @POST
    public ListBoxModel doFillCheckpointsItems() {
        ListBoxModel items = new ListBoxModel();
        for (CheckpointChoice choice : CheckpointChoice.values()) {
            items.add(StepChoices.of(choice), choice.word());
        }
        return items;
    }

    /** What can be taken over from the reference. */
    @POST
    public ListBoxModel doFillWarmStartItems() {
        return choice(StepCheck.WARM_STARTS, StepChoices::warmStart);
    }

    /** What can follow where the reference is missing. */
    @POST
    public ListBoxModel doFillWhenMissingItems() {
        return choice(StepCheck.WHEN_MISSING, StepChoices::whenMissing);
    }

    private static ListBoxModel choice(List<String> words, UnaryOperator<String> said) {
        ListBoxModel items = new ListBoxModel(new ListBoxModel.Option(Messages.TrainModelDescriptor_asSpecified(), ""));
        words.forEach(word -> items.add(said.apply(word), word));
        return items;
    }

    /** The JDK tools that are configured. A variable can be written in their place. */
    @POST
    public ComboBoxModel doFillJavaItems(@AncestorInPath Item item) {
        return mayConfigure(item)
                ? Jenkins.get().getJDKs().stream()
                        .map(JDK::getName)
                        .collect(Collectors.toCollection(ComboBoxModel::new))
                : new ComboBoxModel();
    }

    @POST
    public FormValidation doCheckSpec(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String command)
            throws InterruptedException {
        if (value.isBlank()) {
            return FormValidation.ok(Messages.TrainModelDescriptor_specNeeded());
        }
        return value.indexOf('$') < 0 && item instanceof AbstractProject<?, ?> job && job.hasPermission(Item.WORKSPACE)
                ? inWorkspace(
                        job.getSomeWorkspace(),
                        value.strip(),
                        !Util.fixNull(command).isBlank())
                : FormValidation.ok();
    }

    /** Of a Pipeline it is not known in which workspace its step is going to be. A workspace may be wiped, its agent away. */
    private static FormValidation inWorkspace(FilePath workspace, String path, boolean watching)
            throws InterruptedException {
        if (StepCheck.leaves(path)) {
            return FormValidation.warning(Messages.TrainModelDescriptor_specOutside());
        }
        try {
            return workspace != null && workspace.exists() ? found(workspace, path, watching) : FormValidation.ok();
        } catch (AbortException e) {
            return FormValidation.error(e.getMessage());
        } catch (IOException e) {
            return FormValidation.ok();
        }
    }

    private static FormValidation found(FilePath workspace, String path, boolean watching)
            throws IOException, InterruptedException {
        FormValidation there = workspace.validateRelativePath(path, false, true);
        if (there.kind != FormValidation.Kind.OK) {
            return there;
        }
        return CommandCheck.specification(path, AgentRun.readSpecification(workspace.child(path)), watching)
                .map(FormValidation::error)
                .orElse(there);
    }

    /** With what else is chosen in the form; what is wrong stands beside the command. */
    @POST
    public FormValidation doCheckCommand(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String waitFor,
            @QueryParameter String warmStart,
            @QueryParameter String checkpoints) {
        TrainModelStep step = new TrainModelStep("");
        step.setCommand(value);
        step.setWaitFor(waitFor);
        step.setWarmStart(warmStart);
        step.setCheckpoints(checkpoints);
        return mayConfigure(item)
                ? CommandCheck.problems(step).stream()
                        .findFirst()
                        .map(FormValidation::error)
                        .orElse(FormValidation.ok())
                : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, StepCheck::name);
    }

    @POST
    public FormValidation doCheckSetLines(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, SetLines::problem);
    }

    /** What can follow a milestone. */
    @POST
    public ListBoxModel doFillWaitForItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.TrainModelDescriptor_endRun(), "");
        items.add(Messages.TrainModelDescriptor_askPeople(), WaitingStep.ANSWER);
        return items;
    }

    /** What can hold when nobody has answered in time. */
    @POST
    public ListBoxModel doFillDefaultAnswerItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.TrainModelDescriptor_finish(), "");
        items.add(Messages.TrainModelDescriptor_goOn(), AnswerKind.CONTINUE.word());
        items.add(Messages.TrainModelDescriptor_discard(), AnswerKind.DISCARD.word());
        return items;
    }

    @POST
    public FormValidation doCheckAnswerWithin(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, StepCheck::answerWithin);
    }

    @POST
    public FormValidation doCheckAgent(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, StepCheck::label);
    }

    @POST
    public FormValidation doCheckGrace(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, StepCheck::grace);
    }

    @POST
    public FormValidation doCheckOut(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, StepCheck::out);
    }

    @POST
    public FormValidation doCheckJava(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, TrainModelDescriptor::java);
    }

    private static Optional<String> java(String tool) {
        return Jenkins.get().getJDK(tool) == null
                ? Optional.of(Messages.TrainModelDescriptor_noJdk(tool))
                : Optional.empty();
    }

    /** What a variable will be is not known before the build. */
    private static FormValidation check(Item item, String value, Function<String, Optional<String>> problem) {
        if (value.isBlank() || value.indexOf('$') >= 0 || !mayConfigure(item)) {
            return FormValidation.ok();
        }
        return problem.apply(value.strip()).map(FormValidation::error).orElse(FormValidation.ok());
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
    }
}
