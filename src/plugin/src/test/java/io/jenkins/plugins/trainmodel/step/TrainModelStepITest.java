package io.jenkins.plugins.trainmodel.step;

import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class TrainModelStepITest {

    @Test
    void shouldBeAPipelineStep(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node { trainModel 'train.yaml' }", true));

        jenkins.assertLogContains("train.yaml", jenkins.buildAndAssertSuccess(job));
    }
}
