package io.jenkins.trainmodel.trainer.tensor;

import java.io.IOException;

/** A tensor that was to be kept holds a value that is not finite; the message names it. */
public final class NonFiniteTensorException extends IOException {
    private static final long serialVersionUID = 1L;

    NonFiniteTensorException(String tensor, long count, long values) {
        super("the tensor %s is no longer finite (%d of its %d values are NaN or infinite)"
                .formatted(tensor, count, values));
    }
}
