package io.jenkins.trainmodel.run;

import java.io.IOException;

/** Another process trains in the run directory; the message says which and what to do. */
public final class RunLockedException extends IOException {
    private static final long serialVersionUID = 1;

    RunLockedException(String message) {
        super(message);
    }
}
