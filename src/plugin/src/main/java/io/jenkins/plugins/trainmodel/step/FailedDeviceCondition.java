package io.jenkins.plugins.trainmodel.step;

import hudson.Extension;
import io.jenkins.plugins.trainmodel.run.FailedDeviceException;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.flow.ErrorCondition;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * For {@code retry}: the device of a training has failed in a way that a new process, or another device, may go on from. What has
 * no memory left would have none again.
 */
public final class FailedDeviceCondition extends ErrorCondition {
    @DataBoundConstructor
    public FailedDeviceCondition() {
        // There is nothing to choose.
    }

    /** What was said in another language has the problem itself for its cause. */
    @Override
    public boolean test(Throwable problem, StepContext context) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof FailedDeviceException failed && failed.helpsToTryAgain());
    }

    /** Makes the condition known. */
    @Extension
    @Symbol("failedDevice")
    public static final class DescriptorImpl extends ErrorConditionDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.FailedDeviceCondition_displayName();
        }
    }
}
