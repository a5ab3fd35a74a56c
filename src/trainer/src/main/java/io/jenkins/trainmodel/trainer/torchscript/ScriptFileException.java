package io.jenkins.trainmodel.trainer.torchscript;

import java.io.IOException;

/** A file that is no TorchScript which can be trained; the message says why, and how to export one. */
public final class ScriptFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ScriptFileException(String message) {
        super(message);
    }

    ScriptFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
