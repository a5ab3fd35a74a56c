package io.jenkins.plugins.trainmodel.registry;

import io.jenkins.plugins.trainmodel.delivery.Answer;
import java.io.IOException;

/** An MLflow server has answered, and not as it was asked to. */
final class MlflowException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";
    private static final String THERE = "RESOURCE_ALREADY_EXISTS";

    private final int status;
    /** The server's own word for it, empty where it has none. */
    private final String code;

    MlflowException(int status, String code, String words) {
        super(words);
        this.status = status;
        this.code = code;
    }

    boolean isMissing() {
        return code.equals(MISSING);
    }

    boolean isThere() {
        return code.equals(THERE);
    }

    /** A password that was changed on one side only is soon changed on the other; all else is as for reports. */
    Answer.Fate fate() {
        return status == 401 || status == 403
                ? Answer.Fate.AGAIN
                : Answer.of(status).fate();
    }
}
