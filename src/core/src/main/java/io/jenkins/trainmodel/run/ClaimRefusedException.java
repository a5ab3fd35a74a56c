package io.jenkins.trainmodel.run;

import java.io.IOException;

/** The directory cannot hold this run, and nothing in it was changed; the message says what was found and what to do. */
public final class ClaimRefusedException extends IOException {
    static final String CHOOSE_ANOTHER =
            "Choose another directory: --out on the command line, out of the Jenkins step.";

    private static final long serialVersionUID = 1;

    ClaimRefusedException(String message) {
        super(message);
    }

    ClaimRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
