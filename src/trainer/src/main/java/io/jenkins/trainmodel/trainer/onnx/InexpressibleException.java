package io.jenkins.trainmodel.trainer.onnx;

import java.io.Serial;

/** A layer for which ONNX has no operators, or none that are known here; the message is a part of a sentence that says why. */
final class InexpressibleException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    InexpressibleException(String reason) {
        super(reason);
    }
}
