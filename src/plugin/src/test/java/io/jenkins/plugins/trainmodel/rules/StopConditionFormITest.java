package io.jenkins.plugins.trainmodel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.util.FormValidation;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the forms of rules say of what is typed, to those who may configure. */
@WithJenkins
class StopConditionFormITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldSayTheReadersMessagesInItsForm() {
        assertThat(descriptor(MaxEpochsCondition.DescriptorImpl.class)
                        .doCheckEpochs(null, "0")
                        .getMessage())
                .contains("0")
                .contains("allowed: a whole number");
        assertThat(descriptor(MaxEpochsCondition.DescriptorImpl.class).doCheckEpochs(null, "12"))
                .isEqualTo(FormValidation.ok());
        assertThat(descriptor(EarlyStoppingCondition.DescriptorImpl.class)
                        .doCheckMetric(null, "gradient/norm", "")
                        .getMessage())
                .contains("mode");
        assertThat(descriptor(EarlyStoppingCondition.DescriptorImpl.class).doCheckMetric(null, "gradient/norm", "min"))
                .isEqualTo(FormValidation.ok());
        assertThat(descriptor(TargetCondition.DescriptorImpl.class)
                        .doCheckAtLeast(null, "1", "2")
                        .getMessage())
                .contains("atLeast");
        assertThat(descriptor(FinishByCondition.DescriptorImpl.class)
                        .doCheckDeadline(null, "06:00 Europe/Berlni")
                        .getMessage())
                .contains("Europe/Berlni", "nobody knows");
        assertThat(descriptor(TargetCondition.DescriptorImpl.class)
                        .doCheckSmooth(null, "0")
                        .getMessage())
                .contains("allowed: a whole number from 1");
        assertThat(descriptor(ScoreCondition.DescriptorImpl.class)
                        .doCheckWeightLines(null, "validation/accuracy: much")
                        .getMessage())
                .contains("much");
        CustomCondition.DescriptorImpl custom = descriptor(CustomCondition.DescriptorImpl.class);
        assertThat(custom.doCheckOptionLines(null, "epochs: 3\n\nstrict").getMessage())
                .contains("`strict`");
        assertThat(custom.doCheckOptionLines(null, "epochs: 3\nfile: C:/rules")).isEqualTo(FormValidation.ok());
    }

    @Test
    void shouldSayWhatIsNeededBeforeAPersonHasTypedAndBlameNobody() {
        assertThat(List.of(
                        descriptor(MaxEpochsCondition.DescriptorImpl.class).doCheckEpochs(null, ""),
                        descriptor(EarlyStoppingCondition.DescriptorImpl.class).doCheckMetric(null, "", ""),
                        descriptor(TargetCondition.DescriptorImpl.class).doCheckMetric(null, " "),
                        descriptor(TargetCondition.DescriptorImpl.class).doCheckAtLeast(null, "", ""),
                        descriptor(MilestoneCondition.DescriptorImpl.class).doCheckEpochs(null, ""),
                        descriptor(ScoreCondition.DescriptorImpl.class).doCheckWeightLines(null, "")))
                .allSatisfy(validation -> {
                    assertThat(validation.kind).isEqualTo(FormValidation.Kind.OK);
                    assertThat(validation.getMessage()).startsWith("Needed: ");
                });
    }

    @Test
    void shouldSuggestTheMetricsThatRunsProduce() {
        assertThat(descriptor(TargetCondition.DescriptorImpl.class).doFillMetricItems())
                .contains("validation/accuracy", "train/loss", "gradient/norm");
    }

    @Test
    void shouldTellWhoMayNotConfigureNothing() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));

        try (ACLContext ignored = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertThat(descriptor(MaxEpochsCondition.DescriptorImpl.class).doCheckEpochs(job, "0"))
                    .isEqualTo(FormValidation.ok());
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        }
    }

    private static <D extends RuleDescriptor> D descriptor(Class<D> type) {
        return ExtensionList.lookupSingleton(type);
    }
}
