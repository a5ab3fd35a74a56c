package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import io.jenkins.trainmodel.event.FailedDevice;

/** The device of a training has failed; the message is that of the run. */
public final class FailedDeviceException extends AbortException {
    private static final long serialVersionUID = 1L;

    private final FailedDevice.Kind kind;

    FailedDeviceException(String message, FailedDevice.Kind kind) {
        super(message);
        this.kind = kind;
    }

    /**
     * How it goes on, beside the message, which speaks of the command line.
     *
     * @param resumes whether the step goes on where an earlier try of its build has come to
     */
    static String advice(FailedDevice.Kind kind, boolean resumes) {
        String next = resumes
                ? "another try of this build goes on from the last checkpoint"
                : "with resume: true another try of this build would go on from the last checkpoint";
        String how = kind == FailedDevice.Kind.OUT_OF_MEMORY
                ? "if memory is short again, activationCheckpointing and precision may change in between"
                : "retry(count: 3, conditions: [agent(), failedDevice()]) around the step begins it";
        return next + "; " + how;
    }

    /** Whether another try can go on as it is: in a new process, or on another device. */
    public boolean helpsToTryAgain() {
        return kind != FailedDevice.Kind.OUT_OF_MEMORY;
    }
}
